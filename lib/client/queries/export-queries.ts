import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call } from "../call";
import { pageByPage } from "../pages";
import { queryKeys } from "../query-keys";

export const exportQueries = {
  /** Of one snapshot, or of all. */
  list: (snapshot?: string) =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: queryKeys.exports.list(snapshot),
      queryFn: ({ signal, pageParam }) =>
        call("listTrainingExports", { query: { cursor: pageParam, snapshot }, signal }),
    }),
  one: (exportId: string) =>
    queryOptions({
      queryKey: queryKeys.exports.one(exportId),
      queryFn: ({ signal }) => call("getTrainingExport", { params: { exportId }, signal }),
    }),
  downloads: (exportId: string) =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: queryKeys.exports.downloads(exportId),
      queryFn: ({ signal, pageParam }) =>
        call("listExportDownloads", { params: { exportId }, query: { cursor: pageParam }, signal }),
    }),
  /** Of a snapshot, which never changes. */
  signals: (snapshotId: string) =>
    queryOptions({
      queryKey: queryKeys.exports.signals(snapshotId),
      queryFn: ({ signal }) => call("countSignals", { params: { snapshotId }, signal }),
      staleTime: Number.POSITIVE_INFINITY,
    }),
  signingKeys: () =>
    queryOptions({
      queryKey: queryKeys.exports.signingKeys,
      queryFn: ({ signal }) => call("listSigningKeys", { signal }),
    }),
};
