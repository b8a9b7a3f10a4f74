import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { callData } from "../call-data";
import { dataKeys } from "../data-keys";
import { pageByPage } from "../pages";

export const exportQueries = {
  /** Of one snapshot, or of all. */
  list: (snapshot?: string) =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: dataKeys.exports.list(snapshot),
      queryFn: ({ signal, pageParam }) =>
        callData("listTrainingExports", { query: { cursor: pageParam, snapshot }, signal }),
    }),
  one: (exportId: string) =>
    queryOptions({
      queryKey: dataKeys.exports.one(exportId),
      queryFn: ({ signal }) => callData("getTrainingExport", { params: { exportId }, signal }),
    }),
  downloads: (exportId: string) =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: dataKeys.exports.downloads(exportId),
      queryFn: ({ signal, pageParam }) =>
        callData("listExportDownloads", { params: { exportId }, query: { cursor: pageParam }, signal }),
    }),
  /** Of a snapshot, which never changes. */
  signals: (snapshotId: string) =>
    queryOptions({
      queryKey: dataKeys.exports.signals(snapshotId),
      queryFn: ({ signal }) => callData("countSignals", { params: { snapshotId }, signal }),
      staleTime: Number.POSITIVE_INFINITY,
    }),
  signingKeys: () =>
    queryOptions({
      queryKey: dataKeys.exports.signingKeys,
      queryFn: ({ signal }) => callData("listSigningKeys", { signal }),
    }),
};
