import type { Metadata } from "next";
import { ComparisonList } from "@/components/evaluation/comparison-list";
import { EvaluationLead } from "@/components/evaluation/evaluation-lead";
import { Page } from "@/components/layout/page";
import { hrefs } from "@/lib/contract/hrefs";
import { visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Comparisons" };

export default async function ComparisonsPage({
  params,
}: {
  params: Promise<{ project: string; evaluationId: string }>;
}) {
  const { evaluationId } = await params;
  await visit(params, hrefs.comparisons(evaluationId));
  return (
    <Page
      title="Comparisons"
      lead={
        <EvaluationLead evaluationId={evaluationId}>
          What was compared, and what people and judges said of it.
        </EvaluationLead>
      }
    >
      <ComparisonList evaluationId={evaluationId} />
    </Page>
  );
}
