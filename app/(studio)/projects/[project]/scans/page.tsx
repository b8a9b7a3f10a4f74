import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { DataInTabs } from "@/components/import/data-in-tabs";
import { LeadsOnly } from "@/components/layout/leads-only";
import { Link } from "@/components/layout/link";
import { Page } from "@/components/layout/page";
import { ScanList } from "@/components/scan/scan-list";
import { Button } from "@/components/ui/button";
import { scanQueries } from "@/lib/client/queries/scan-queries";
import { newQueryClient } from "@/lib/client/query-client";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { pageSize } from "@/lib/contract/endpoint";
import { listScans } from "@/lib/data/scans";
import { may } from "@/lib/domain/viewer";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Cleaning" };

export default async function ScansPage({ params }: InProject) {
  const { viewer, inside } = await visit(params, dataHrefs.scans);
  const queries = newQueryClient();
  const mayClean = may(viewer, "dialogue.bulk");
  if (mayClean) {
    const first = await inside(() => listScans({ limit: pageSize }));
    queries.setQueryData(scanQueries.list().queryKey, { pages: [first], pageParams: [undefined] });
  }
  return (
    <Page
      title="Cleaning"
      lead="Dialogues are looked through for what should not be trained on; nothing is taken out before you saw it."
      actions={
        mayClean && (
          <Button asChild variant="primary">
            <Link href={dataHrefs.newScan}>Look through dialogues</Link>
          </Button>
        )
      }
    >
      {may(viewer, "dialogue.import") && <DataInTabs here={dataHrefs.scans} />}
      <LeadsOnly viewer={viewer} right="dialogue.bulk" what="clean dialogues">
        <HydrationBoundary state={dehydrate(queries)}>
          <ScanList />
        </HydrationBoundary>
      </LeadsOnly>
    </Page>
  );
}
