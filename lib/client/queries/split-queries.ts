import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call } from "../call";
import { pageByPage, readToEnd } from "../pages";
import { queryKeys } from "../query-keys";

export const splitQueries = {
  ofSnapshot: (snapshotId: string) =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: queryKeys.splits.ofSnapshot(snapshotId),
      queryFn: ({ signal, pageParam }) =>
        call("listSplits", { query: { snapshotId, cursor: pageParam, limit: 20 }, signal }),
    }),
  /** All of them, to choose from. */
  whole: () =>
    queryOptions({
      queryKey: queryKeys.splits.whole,
      queryFn: ({ signal }) => readToEnd((page) => call("listSplits", { query: page, signal })),
    }),
  /** What leaks by what is known now; asked for by a person. */
  check: (splitId: string) =>
    queryOptions({
      queryKey: queryKeys.splits.check(splitId),
      queryFn: ({ signal }) => call("checkSplit", { params: { splitId }, signal }),
      enabled: false,
    }),
};
