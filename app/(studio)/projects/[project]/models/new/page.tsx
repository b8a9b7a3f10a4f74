import type { Metadata } from "next";
import { LeadsOnly } from "@/components/layout/leads-only";
import { Page } from "@/components/layout/page";
import { NewModel } from "@/components/model/model-sheet";
import { hrefs } from "@/lib/contract/hrefs";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Connect a model" };

export default async function NewModelPage({ params }: InProject) {
  const { viewer } = await visit(params, hrefs.newModel);
  return (
    <Page title="Connect a model" lead="Any server that speaks the OpenAI chat or completion API." width="reading">
      <LeadsOnly viewer={viewer} right="model.manage" what="connect models">
        <NewModel />
      </LeadsOnly>
    </Page>
  );
}
