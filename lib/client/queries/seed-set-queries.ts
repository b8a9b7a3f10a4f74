import { queryOptions } from "@tanstack/react-query";
import { call } from "../call";
import { queryKeys } from "../query-keys";

export const seedSetQueries = {
  list: () =>
    queryOptions({
      queryKey: queryKeys.seedSets.list,
      queryFn: ({ signal }) => call("listSeedSets", { signal }),
      select: (answer) => answer.items,
    }),
  /** With its first hundred seeds. */
  one: (seedSetId: string) =>
    queryOptions({
      queryKey: queryKeys.seedSets.one(seedSetId),
      queryFn: ({ signal }) => call("getSeedSet", { params: { seedSetId }, signal }),
    }),
};
