import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Page } from "@/components/layout/page";
import { GapForm } from "@/components/statistics/gap-form";
import { GapList } from "@/components/statistics/gap-list";
import { StatisticsTabs } from "@/components/statistics/statistics-tabs";
import { gapQueries } from "@/lib/client/queries/gap-queries";
import { newQueryClient } from "@/lib/client/query-client";
import { pageSize } from "@/lib/contract/endpoint";
import { statisticsHrefs } from "@/lib/contract/statistics-hrefs";
import { listGaps } from "@/lib/data/statistics/gaps";
import { findHumanReference } from "@/lib/data/statistics/human-reference";
import { may } from "@/lib/domain/viewer";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "What is missing" };

export default async function MissingPage({ params }: InProject) {
  const { viewer, inside } = await visit(params, statisticsHrefs.missing);
  const queries = newQueryClient();
  const [first, reference] = await inside(() => Promise.all([listGaps({ limit: pageSize }), findHumanReference()]));
  queries.setQueryData(gapQueries.list().queryKey, { pages: [first], pageParams: [undefined] });
  return (
    <Page title="Statistics" lead="What people ask and a simulator never does, and what only the simulator says.">
      <StatisticsTabs here={statisticsHrefs.missing} />
      <HydrationBoundary state={dehydrate(queries)}>
        <div className="space-y-6">
          <GapList />
          {may(viewer, "dataSet.manage") && <GapForm people={reference?.snapshotId ?? ""} />}
        </div>
      </HydrationBoundary>
    </Page>
  );
}
