import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { callData } from "../call-data";
import { dataKeys } from "../data-keys";
import { pageByPage } from "../pages";

export const statisticsQueries = {
  sideBySide: (wanted: { sets: string; published: string }) =>
    queryOptions({
      queryKey: dataKeys.statistics.sideBySide(wanted),
      queryFn: ({ signal }) => callData("getSideBySide", { query: wanted, signal }),
      placeholderData: keepPreviousData,
    }),
  reference: () =>
    queryOptions({
      queryKey: dataKeys.statistics.reference,
      queryFn: ({ signal }) => callData("getHumanReference", { signal }),
    }),
  corpus: (snapshotId: string) =>
    queryOptions({
      queryKey: dataKeys.statistics.corpus(snapshotId),
      queryFn: ({ signal }) => callData("getCorpusFigures", { params: { snapshotId }, signal }),
    }),
  headlines: () =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: dataKeys.statistics.headlines,
      queryFn: ({ signal, pageParam }) => callData("listHeadlines", { query: { cursor: pageParam }, signal }),
    }),
};
