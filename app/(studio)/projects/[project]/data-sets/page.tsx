import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { DataSetList } from "@/components/data-set/data-set-list";
import { Link } from "@/components/layout/link";
import { Page } from "@/components/layout/page";
import { Button } from "@/components/ui/button";
import { dataSetQueries } from "@/lib/client/queries/data-set-queries";
import { newQueryClient } from "@/lib/client/query-client";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { pageSize } from "@/lib/contract/endpoint";
import { hrefs } from "@/lib/contract/hrefs";
import { listDataSets } from "@/lib/data/snapshots/data-sets";
import { may } from "@/lib/domain/viewer";
import { type InProject, visit } from "@/lib/http/visit";
import { mayExportAny } from "@/lib/operations/exporting/read-exports";

export const metadata: Metadata = { title: "Data sets" };

export default async function DataSetsPage({ params }: InProject) {
  const { viewer, inside } = await visit(params, hrefs.dataSets);
  const queries = newQueryClient();
  const mayManage = may(viewer, "dataSet.manage");
  const [first, mayExport] = await inside(() => Promise.all([listDataSets({ limit: pageSize }), mayExportAny(viewer)]));
  queries.setQueryData(dataSetQueries.list().queryKey, { pages: [first], pageParams: [undefined] });
  return (
    <Page
      title="Data sets"
      lead="Dialogues that are meant for training, and what was frozen of them."
      actions={
        <>
          {mayExport && (
            <Button asChild>
              <Link href={dataHrefs.exports}>Exports</Link>
            </Button>
          )}
          {mayManage && (
            <Button asChild variant="primary">
              <Link href={dataHrefs.newDataSet}>New data set</Link>
            </Button>
          )}
        </>
      }
    >
      <HydrationBoundary state={dehydrate(queries)}>
        <DataSetList />
      </HydrationBoundary>
    </Page>
  );
}
