import type { Metadata } from "next";
import { DataSetPage } from "@/components/data-set/data-set-page";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Data set" };

export default async function Page({ params }: { params: Promise<{ project: string; dataSetId: string }> }) {
  const { dataSetId } = await params;
  await visit(params, dataHrefs.dataSet(dataSetId));
  return <DataSetPage dataSetId={dataSetId} />;
}
