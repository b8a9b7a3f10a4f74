import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { callStatistics } from "../call-statistics";
import { dataKeys } from "../data-keys";
import { pageByPage } from "../pages";

export const gapQueries = {
  list: () =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: dataKeys.statistics.gapList,
      queryFn: ({ signal, pageParam }) => callStatistics("listGaps", { query: { cursor: pageParam }, signal }),
    }),
  one: (gapId: string) =>
    queryOptions({
      queryKey: dataKeys.statistics.gap(gapId),
      queryFn: ({ signal }) => callStatistics("getGap", { params: { gapId }, signal }),
    }),
  /** What an endpoint's vectors of a snapshot would come to. */
  vectors: (snapshotId: string, modelId: string) =>
    queryOptions({
      queryKey: [...dataKeys.statistics.vectors(snapshotId), modelId],
      queryFn: ({ signal }) => callStatistics("estimateVectors", { params: { snapshotId, modelId }, signal }),
      enabled: snapshotId !== "",
    }),
};
