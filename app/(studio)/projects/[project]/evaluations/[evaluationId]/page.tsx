import type { Metadata } from "next";
import { EvaluationPage } from "@/components/evaluation/evaluation-page";
import { hrefs } from "@/lib/contract/hrefs";
import { visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Evaluation" };

export default async function OneEvaluationPage({
  params,
}: {
  params: Promise<{ project: string; evaluationId: string }>;
}) {
  const { evaluationId } = await params;
  await visit(params, hrefs.evaluation(evaluationId));
  return <EvaluationPage evaluationId={evaluationId} />;
}
