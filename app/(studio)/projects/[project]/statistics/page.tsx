import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Page } from "@/components/layout/page";
import { HeadlinesTable } from "@/components/statistics/headlines-table";
import { ReferencePanel } from "@/components/statistics/reference-panel";
import { StatisticsTabs } from "@/components/statistics/statistics-tabs";
import { statisticsQueries } from "@/lib/client/queries/statistics-queries";
import { newQueryClient } from "@/lib/client/query-client";
import { pageSize } from "@/lib/contract/endpoint";
import { hrefs } from "@/lib/contract/hrefs";
import { statisticsHrefs } from "@/lib/contract/statistics-hrefs";
import { type InProject, visit } from "@/lib/http/visit";
import { listHeadlines } from "@/lib/operations/statistics/headlines";
import { readHumanReference } from "@/lib/operations/statistics/human-reference";

export const metadata: Metadata = { title: "Statistics" };

export default async function StatisticsPage({ params }: InProject) {
  const { inside } = await visit(params, hrefs.statistics);
  const queries = newQueryClient();
  const [first, reference] = await inside(() =>
    Promise.all([listHeadlines({ limit: pageSize }), readHumanReference()]),
  );
  queries.setQueryData(statisticsQueries.headlines().queryKey, { pages: [first], pageParams: [undefined] });
  queries.setQueryData(statisticsQueries.reference().queryKey, reference);
  return (
    <Page title="Statistics" lead="How human the data is, what is missing in it, and what it does to a model.">
      <StatisticsTabs here={statisticsHrefs.figures} />
      <HydrationBoundary state={dehydrate(queries)}>
        <div className="space-y-6">
          <ReferencePanel />
          <HeadlinesTable />
        </div>
      </HydrationBoundary>
    </Page>
  );
}
