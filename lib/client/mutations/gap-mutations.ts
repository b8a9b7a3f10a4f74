import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { InputOf } from "@/lib/contract/endpoints";
import type { GapKept, GapOrder } from "@/lib/domain/statistics/gap";
import { callStatistics } from "../call-statistics";
import { dataKeys } from "../data-keys";
import { queryKeys } from "../query-keys";

/** Asks what a simulator captures, misses and invents. */
export function useCreateGap() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (order: GapOrder) => callStatistics("createGap", { body: order }),
    onSuccess: () => queries.invalidateQueries({ queryKey: dataKeys.statistics.gaps }),
  });
}

/** Asks an endpoint for the vectors that are missing; it costs what was told before. */
export function useGetVectors(snapshotId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (modelId: string) => callStatistics("getVectors", { params: { snapshotId, modelId } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.jobs.lists }),
  });
}

/** Makes a cluster a seed set, or a data set. */
export function useKeepCluster(gapId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (kept: GapKept) => callStatistics("keepCluster", { params: { gapId }, body: kept }),
    onSuccess: (_, { as }) =>
      queries.invalidateQueries({ queryKey: as === "seedSet" ? queryKeys.seedSets.all : dataKeys.dataSets.all }),
  });
}

/** The dialogues that one side has in a cluster. */
export function useClusterDialogues(gapId: string) {
  return useMutation({
    mutationFn: ({ cluster, side }: Pick<GapKept, "cluster" | "side">) =>
      callStatistics("getClusterDialogues", { params: { gapId }, query: { cluster: cluster, side } }),
  });
}

/** Makes a seed set of how the dialogues of a snapshot begin that carried a tag. */
export function useSeedsOfTag(snapshotId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: InputOf<"seedsOfTag">["body"]) => callStatistics("seedsOfTag", { params: { snapshotId }, body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.seedSets.all }),
  });
}
