import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { callData } from "../call-data";
import { dataKeys } from "../data-keys";
import { pageByPage, readToEnd } from "../pages";

export const splitQueries = {
  ofSnapshot: (snapshotId: string) =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: dataKeys.splits.ofSnapshot(snapshotId),
      queryFn: ({ signal, pageParam }) =>
        callData("listSplits", { query: { snapshotId, cursor: pageParam, limit: 20 }, signal }),
    }),
  /** All of them, to choose from. */
  whole: () =>
    queryOptions({
      queryKey: dataKeys.splits.whole,
      queryFn: ({ signal }) => readToEnd((page) => callData("listSplits", { query: page, signal })),
    }),
  /** What leaks by what is known now; asked for by a person. */
  check: (splitId: string) =>
    queryOptions({
      queryKey: dataKeys.splits.check(splitId),
      queryFn: ({ signal }) => callData("checkSplit", { params: { splitId }, signal }),
      enabled: false,
    }),
};
