import type { Metadata } from "next";
import { ComparisonPage } from "@/components/evaluation/comparison-page";
import { EvaluationLead } from "@/components/evaluation/evaluation-lead";
import { Page } from "@/components/layout/page";
import { hrefs } from "@/lib/contract/hrefs";
import { visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Comparison" };

type Params = { params: Promise<{ project: string; evaluationId: string; comparisonId: string }> };

export default async function OneComparisonPage({ params }: Params) {
  const { evaluationId, comparisonId } = await params;
  await visit(params, hrefs.comparison(evaluationId, comparisonId));
  return (
    <Page title="Comparison" lead={<EvaluationLead evaluationId={evaluationId} />}>
      <ComparisonPage evaluationId={evaluationId} comparisonId={comparisonId} />
    </Page>
  );
}
