import type { Metadata } from "next";
import { DataSetPage } from "@/components/data-set/data-set-page";
import { LeadsOnly } from "@/components/layout/leads-only";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Data set" };

export default async function Page({ params }: { params: Promise<{ project: string; dataSetId: string }> }) {
  const { dataSetId } = await params;
  const { viewer } = await visit(params, dataHrefs.dataSet(dataSetId));
  return (
    <LeadsOnly viewer={viewer} right="dataSet.manage" what="keep data sets">
      <DataSetPage dataSetId={dataSetId} />
    </LeadsOnly>
  );
}
