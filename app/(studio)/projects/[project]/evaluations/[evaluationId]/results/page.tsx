import type { Metadata } from "next";
import { EvaluationLead } from "@/components/evaluation/evaluation-lead";
import { EvaluationResults } from "@/components/evaluation/evaluation-results";
import { Page } from "@/components/layout/page";
import { hrefs } from "@/lib/contract/hrefs";
import { visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Results of an evaluation" };

export default async function EvaluationResultsPage({
  params,
}: {
  params: Promise<{ project: string; evaluationId: string }>;
}) {
  const { evaluationId } = await params;
  await visit(params, hrefs.evaluationResults(evaluationId));
  return (
    <Page
      title="Results"
      lead={
        <EvaluationLead evaluationId={evaluationId}>
          Who is better, by how much, and how sure that is. Every figure says what it rests on.
        </EvaluationLead>
      }
    >
      <EvaluationResults evaluationId={evaluationId} />
    </Page>
  );
}
