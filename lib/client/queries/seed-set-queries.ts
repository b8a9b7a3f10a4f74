import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call } from "../call";
import { pageByPage, readToEnd } from "../pages";
import { queryKeys } from "../query-keys";

export const seedSetQueries = {
  list: () =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: queryKeys.seedSets.list,
      queryFn: ({ signal, pageParam }) => call("listSeedSets", { query: { cursor: pageParam }, signal }),
    }),
  /** All of them, to choose from. */
  whole: () =>
    queryOptions({
      queryKey: queryKeys.seedSets.whole,
      queryFn: ({ signal }) => readToEnd((page) => call("listSeedSets", { query: page, signal })),
    }),
  /** With its first hundred seeds. */
  one: (seedSetId: string) =>
    queryOptions({
      queryKey: queryKeys.seedSets.one(seedSetId),
      queryFn: ({ signal }) => call("getSeedSet", { params: { seedSetId }, signal }),
    }),
};
