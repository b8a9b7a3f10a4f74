import type { Metadata } from "next";
import { Page } from "@/components/layout/page";
import { PerformancePage } from "@/components/statistics/performance-page";
import { StatisticsTabs } from "@/components/statistics/statistics-tabs";
import { statisticsHrefs } from "@/lib/contract/statistics-hrefs";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Data against performance" };

type Props = InProject & { searchParams: Promise<{ score?: string | string[] }> };

export default async function StatisticsPerformancePage({ params, searchParams }: Props) {
  const { score } = await searchParams;
  const chosen = typeof score === "string" ? score : "";
  await visit(params, statisticsHrefs.performance(chosen));
  return (
    <Page
      title="Data against performance"
      lead="What is measured of data, against how the models that were trained on it do."
    >
      <StatisticsTabs here={statisticsHrefs.performance()} />
      <PerformancePage score={chosen} />
    </Page>
  );
}
