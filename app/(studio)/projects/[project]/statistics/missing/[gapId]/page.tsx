import type { Metadata } from "next";
import { GapPage } from "@/components/statistics/gap-page";
import { statisticsHrefs } from "@/lib/contract/statistics-hrefs";
import { visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Captured, missed, invented" };

export default async function Page({ params }: { params: Promise<{ project: string; gapId: string }> }) {
  const { gapId } = await params;
  await visit(params, statisticsHrefs.gap(gapId));
  return <GapPage gapId={gapId} />;
}
