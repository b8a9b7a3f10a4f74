import type { Metadata } from "next";
import { ReviseDraft } from "@/components/evaluation/revise-draft";
import { LeadsOnly } from "@/components/layout/leads-only";
import { Page } from "@/components/layout/page";
import { hrefs } from "@/lib/contract/hrefs";
import { visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Draft of an evaluation" };

type Params = { params: Promise<{ project: string; evaluationId: string }> };

export default async function EvaluationDraftPage({ params }: Params) {
  const { evaluationId } = await params;
  const { viewer } = await visit(params, hrefs.evaluationDraft(evaluationId));
  return (
    <Page title="Edit the draft" lead="What is compared, on what, and how people vote." width="reading">
      <LeadsOnly viewer={viewer} right="evaluation.manage" what="set up evaluations">
        <ReviseDraft evaluationId={evaluationId} />
      </LeadsOnly>
    </Page>
  );
}
