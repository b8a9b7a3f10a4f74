import type { Metadata } from "next";
import { CompareScreen } from "@/components/compare/compare-screen";
import { hrefs } from "@/lib/contract/hrefs";
import { visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Compare" };

export default async function RatePage({ params }: { params: Promise<{ project: string; evaluationId: string }> }) {
  const { evaluationId } = await params;
  await visit(params, hrefs.rate(evaluationId));
  return <CompareScreen evaluationId={evaluationId} />;
}
