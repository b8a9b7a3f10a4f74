import { useMutation, useQueryClient } from "@tanstack/react-query";
import { callStatistics } from "../call-statistics";
import { dataKeys } from "../data-keys";

type TrainedOn = { modelId: string; snapshotId: string; dialogues: number | null };

/** Says what a model was trained on. */
export function useSetTrainedOn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ modelId, ...body }: TrainedOn) => callStatistics("setTrainedOn", { params: { modelId }, body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: dataKeys.statistics.all }),
  });
}

export function useForgetTrainedOn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (modelId: string) => callStatistics("forgetTrainedOn", { params: { modelId } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: dataKeys.statistics.all }),
  });
}
