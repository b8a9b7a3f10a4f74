import type { Metadata } from "next";
import { LeadsOnly } from "@/components/layout/leads-only";
import { Page } from "@/components/layout/page";
import { TokenizerForm } from "@/components/tokenizer/tokenizer-form";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Add a tokenizer" };

export default async function NewTokenizerPage({ params }: InProject) {
  const { viewer } = await visit(params, dataHrefs.newTokenizer);
  return (
    <Page
      title="Add a tokenizer"
      lead="Of the model that you train, from the folder that holds it. Nothing is downloaded from anywhere."
      width="reading"
    >
      <LeadsOnly viewer={viewer} right="dialogue.export" what="add tokenizers">
        <TokenizerForm />
      </LeadsOnly>
    </Page>
  );
}
