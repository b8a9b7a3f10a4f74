import { queryOptions } from "@tanstack/react-query";
import { call } from "../call";
import { queryKeys } from "../query-keys";

export const savedFilterQueries = {
  /** The viewer's own, by name. */
  list: () =>
    queryOptions({
      queryKey: queryKeys.savedFilters,
      queryFn: ({ signal }) => call("listSavedFilters", { signal }),
      select: (answer) => answer.items,
    }),
};
