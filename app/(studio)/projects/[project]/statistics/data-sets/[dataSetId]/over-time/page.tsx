import type { Metadata } from "next";
import { OverTimePage } from "@/components/statistics/over-time-page";
import { statisticsHrefs } from "@/lib/contract/statistics-hrefs";
import { visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Figures over time" };

export default async function Page({ params }: { params: Promise<{ project: string; dataSetId: string }> }) {
  const { dataSetId } = await params;
  await visit(params, statisticsHrefs.overTime(dataSetId));
  return <OverTimePage dataSetId={dataSetId} />;
}
