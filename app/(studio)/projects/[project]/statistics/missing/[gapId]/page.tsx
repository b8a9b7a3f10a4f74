import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { GapPage } from "@/components/statistics/gap-page";
import { gapQueries } from "@/lib/client/queries/gap-queries";
import { newQueryClient } from "@/lib/client/query-client";
import { statisticsHrefs } from "@/lib/contract/statistics-hrefs";
import { visit } from "@/lib/http/visit";
import { readGap } from "@/lib/operations/statistics/gaps";

export const metadata: Metadata = { title: "Captured, missed, invented" };

export default async function Page({ params }: { params: Promise<{ project: string; gapId: string }> }) {
  const { gapId } = await params;
  const { inside } = await visit(params, statisticsHrefs.gap(gapId));
  const queries = newQueryClient();
  queries.setQueryData(gapQueries.one(gapId).queryKey, await inside(() => readGap(gapId)));
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <GapPage gapId={gapId} />
    </HydrationBoundary>
  );
}
