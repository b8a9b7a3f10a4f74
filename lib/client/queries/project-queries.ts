import { queryOptions } from "@tanstack/react-query";
import { call } from "../call";
import { queryKeys } from "../query-keys";

export const projectQueries = {
  counts: () =>
    queryOptions({ queryKey: queryKeys.projects.counts, queryFn: ({ signal }) => call("countProject", { signal }) }),
};
