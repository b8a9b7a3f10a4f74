import type { Metadata } from "next";
import { NewDataSet } from "@/components/data-set/new-data-set";
import { LeadsOnly } from "@/components/layout/leads-only";
import { Page } from "@/components/layout/page";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "New data set" };

export default async function NewDataSetPage({ params }: InProject) {
  const { viewer } = await visit(params, dataHrefs.newDataSet);
  return (
    <Page title="New data set" lead="Dialogues that are meant for training." width="reading">
      <LeadsOnly viewer={viewer} right="dataSet.manage" what="keep data sets">
        <NewDataSet />
      </LeadsOnly>
    </Page>
  );
}
