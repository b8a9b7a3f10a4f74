import type { Metadata } from "next";
import { EditDataSet } from "@/components/data-set/edit-data-set";
import { Page } from "@/components/layout/page";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Edit a data set" };

export default async function EditDataSetPage({ params }: { params: Promise<{ project: string; dataSetId: string }> }) {
  const { dataSetId } = await params;
  await visit(params, dataHrefs.editDataSet(dataSetId));
  return (
    <Page title="Edit a data set" lead="What it is called, and which dialogues it holds." width="reading">
      <EditDataSet dataSetId={dataSetId} />
    </Page>
  );
}
