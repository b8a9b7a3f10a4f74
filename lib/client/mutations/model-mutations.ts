import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { InputOf } from "@/lib/contract/endpoints";
import type { Model } from "@/lib/domain/model";
import { call } from "../call";
import { createOnce } from "../create-once";
import { followJob } from "../follow-job";
import { queryKeys } from "../query-keys";

export type ModelBody = InputOf<"createModel">["body"];

const createModel = createOnce("createModel", call);

/** Adds a model, or replaces the settings of the one named. */
export function useSaveModel(modelId: string | null) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ModelBody): Promise<Model> =>
      modelId === null ? createModel({ body }) : call("updateModel", { params: { modelId }, body }),
    onSuccess: (model) => {
      queries.setQueryData(queryKeys.models.one(model.id), model);
      return queries.invalidateQueries({ queryKey: queryKeys.models.list });
    },
  });
}

export function useArchiveModel() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (modelId: string) => call("archiveModel", { params: { modelId } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.models.all }),
  });
}

/** Starts a connection test; follow it with `modelQueries.probe`. */
export function useStartProbe() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (modelId: string) => call("createProbe", { params: { modelId } }),
    onSuccess: (probe) => {
      queries.setQueryData(queryKeys.probes.one(probe.id), probe);
      const readAgain = () => void queries.invalidateQueries({ queryKey: queryKeys.probes.one(probe.id) });
      followJob(probe.id, readAgain).catch(readAgain);
    },
  });
}
