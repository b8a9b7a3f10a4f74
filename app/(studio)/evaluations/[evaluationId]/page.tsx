import type { Metadata } from "next";
import { EvaluationPage } from "@/components/evaluation/evaluation-page";
import { hrefs } from "@/lib/contract/hrefs";
import { requireViewer } from "@/lib/http/require-viewer";

export const metadata: Metadata = { title: "Evaluation" };

export default async function OneEvaluationPage({ params }: { params: Promise<{ evaluationId: string }> }) {
  const { evaluationId } = await params;
  await requireViewer(hrefs.evaluation(evaluationId));
  return <EvaluationPage evaluationId={evaluationId} />;
}
