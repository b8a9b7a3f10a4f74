import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { callData } from "../call-data";
import { dataKeys } from "../data-keys";
import { pageByPage, readToEnd } from "../pages";

export const dataSetQueries = {
  list: () =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: dataKeys.dataSets.list,
      queryFn: ({ signal, pageParam }) => callData("listDataSets", { query: { cursor: pageParam }, signal }),
    }),
  /** All of them, to choose from. */
  whole: () =>
    queryOptions({
      queryKey: dataKeys.dataSets.whole,
      queryFn: ({ signal }) => readToEnd((page) => callData("listDataSets", { query: page, signal })),
    }),
  one: (dataSetId: string) =>
    queryOptions({
      queryKey: dataKeys.dataSets.one(dataSetId),
      queryFn: ({ signal }) => callData("getDataSet", { params: { dataSetId }, signal }),
    }),
  /** What was changed of it and by whom, newest first. */
  changes: (dataSetId: string) =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: dataKeys.dataSets.changes(dataSetId),
      queryFn: ({ signal, pageParam }) =>
        callData("listDataSetChanges", { params: { dataSetId }, query: { cursor: pageParam }, signal }),
    }),
  /** What a snapshot would hold now: asked anew each time. */
  preview: (dataSetId: string) =>
    queryOptions({
      queryKey: dataKeys.dataSets.preview(dataSetId),
      queryFn: ({ signal }) => callData("previewSnapshot", { params: { dataSetId }, signal }),
      staleTime: 0,
      gcTime: 0,
    }),
  snapshots: (dataSet: string) =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: dataKeys.dataSets.snapshots(dataSet),
      queryFn: ({ signal, pageParam }) => callData("listSnapshots", { query: { dataSet, cursor: pageParam }, signal }),
    }),
};
