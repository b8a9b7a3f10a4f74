import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { DataInTabs } from "@/components/import/data-in-tabs";
import { ImportList } from "@/components/import/import-list";
import { LeadsOnly } from "@/components/layout/leads-only";
import { Link } from "@/components/layout/link";
import { Page } from "@/components/layout/page";
import { Button } from "@/components/ui/button";
import { importQueries } from "@/lib/client/queries/import-queries";
import { newQueryClient } from "@/lib/client/query-client";
import { pageSize } from "@/lib/contract/endpoint";
import { hrefs } from "@/lib/contract/hrefs";
import { listImports } from "@/lib/data/imports";
import { may } from "@/lib/domain/viewer";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Imports" };

export default async function ImportsPage({ params }: InProject) {
  const { viewer, inside } = await visit(params, hrefs.imports);
  const queries = newQueryClient();
  const mayImport = may(viewer, "dialogue.import");
  if (mayImport) {
    const first = await inside(() => listImports({ limit: pageSize }));
    queries.setQueryData(importQueries.list().queryKey, { pages: [first], pageParams: [undefined] });
  }
  return (
    <Page
      title="Imports"
      lead="Files of dialogues that came in from elsewhere."
      actions={
        mayImport && (
          <Button asChild variant="primary">
            <Link href={hrefs.newImport}>Import dialogues</Link>
          </Button>
        )
      }
    >
      {may(viewer, "dialogue.bulk") && <DataInTabs here={hrefs.imports} />}
      <LeadsOnly viewer={viewer} right="dialogue.import" what="import dialogues">
        <HydrationBoundary state={dehydrate(queries)}>
          <ImportList />
        </HydrationBoundary>
      </LeadsOnly>
    </Page>
  );
}
