import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { InputOf } from "@/lib/contract/endpoints";
import type { Measured } from "@/lib/domain/statistics/measured";
import type { MapChoice } from "@/lib/domain/statistics/topic-map";
import { callStatistics } from "../call-statistics";
import { dataKeys } from "../data-keys";
import { queryKeys } from "../query-keys";

/** Chooses what the project's figures are held against; null for nothing. */
export function useSetHumanReference() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (snapshotId: string | null) => callStatistics("setHumanReference", { body: { snapshotId } }),
    onSuccess: async (answer) => {
      queries.setQueryData(dataKeys.statistics.reference, answer);
      await queries.invalidateQueries({ queryKey: dataKeys.statistics.all });
    },
  });
}

/** Asks for what is measured of it as a whole, beside real people where some are named. */
export function useMeasureCorpus({ kind, id }: Measured) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (peopleId: string | null) =>
      kind === "snapshot"
        ? callStatistics("measureCorpus", { params: { snapshotId: id }, body: { peopleId } })
        : callStatistics("measureDataSetCorpus", { params: { dataSetId: id }, body: { peopleId } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.jobs.lists }),
  });
}

/** Asks a detector of others who wrote what was measured; it costs what was told before at most. */
export function useAskDetector({ kind, id }: Measured) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (modelId: string) =>
      callStatistics("askDetector", { body: { [kind === "snapshot" ? "snapshotId" : "dataSetId"]: id, modelId } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.jobs.lists }),
  });
}

/** Has a model judge score dialogues that are drawn. */
export function useScoreDialogues({ kind, id }: Measured) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: InputOf<"scoreDialogues">["body"]) =>
      kind === "snapshot"
        ? callStatistics("scoreDialogues", { params: { snapshotId: id }, body })
        : callStatistics("scoreDataSet", { params: { dataSetId: id }, body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.jobs.lists }),
  });
}

/** Asks for the job that draws a topic map, or draws it anew. */
export function useDrawTopicMap(snapshotId: string, choice: MapChoice) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => callStatistics("drawTopicMap", { params: { snapshotId }, body: choice }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.jobs.lists }),
  });
}
