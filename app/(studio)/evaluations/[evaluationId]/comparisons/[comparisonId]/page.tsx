import type { Metadata } from "next";
import { ComparisonPage } from "@/components/evaluation/comparison-page";
import { Page } from "@/components/layout/page";
import { hrefs } from "@/lib/contract/hrefs";
import { requireViewer } from "@/lib/http/require-viewer";

export const metadata: Metadata = { title: "Comparison" };

type Params = { params: Promise<{ evaluationId: string; comparisonId: string }> };

export default async function OneComparisonPage({ params }: Params) {
  const { evaluationId, comparisonId } = await params;
  await requireViewer(hrefs.comparison(evaluationId, comparisonId));
  return (
    <Page title="Comparison">
      <ComparisonPage evaluationId={evaluationId} comparisonId={comparisonId} />
    </Page>
  );
}
