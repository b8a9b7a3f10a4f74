import { queryOptions } from "@tanstack/react-query";
import { call } from "../call";
import { queryKeys } from "../query-keys";

export const modelQueries = {
  list: () =>
    queryOptions({
      queryKey: queryKeys.models.list,
      queryFn: ({ signal }) => call("listModels", { signal }),
      select: (answer) => answer.items,
    }),
  one: (modelId: string) =>
    queryOptions({
      queryKey: queryKeys.models.one(modelId),
      queryFn: ({ signal }) => call("getModel", { params: { modelId }, signal }),
    }),
  /** A connection test; `useStartProbe` has it read again with each change of its job. */
  probe: (probeId: string) =>
    queryOptions({
      queryKey: queryKeys.probes.one(probeId),
      queryFn: ({ signal }) => call("getProbe", { params: { probeId }, signal }),
      staleTime: 0,
    }),
};
