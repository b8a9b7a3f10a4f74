import type { Metadata } from "next";
import { CompareScreen } from "@/components/compare/compare-screen";
import { hrefs } from "@/lib/contract/hrefs";
import { requireViewer } from "@/lib/http/require-viewer";

export const metadata: Metadata = { title: "Compare" };

export default async function RatePage({ params }: { params: Promise<{ evaluationId: string }> }) {
  const { evaluationId } = await params;
  await requireViewer(hrefs.rate(evaluationId));
  return <CompareScreen evaluationId={evaluationId} />;
}
