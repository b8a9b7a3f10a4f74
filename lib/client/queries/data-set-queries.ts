import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call } from "../call";
import { dataKeys } from "../data-keys";
import { pageByPage, readToEnd } from "../pages";

export const dataSetQueries = {
  list: () =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: dataKeys.dataSets.list,
      queryFn: ({ signal, pageParam }) => call("listDataSets", { query: { cursor: pageParam }, signal }),
    }),
  /** All of them, to choose from. */
  whole: () =>
    queryOptions({
      queryKey: dataKeys.dataSets.whole,
      queryFn: ({ signal }) => readToEnd((page) => call("listDataSets", { query: page, signal })),
    }),
  one: (dataSetId: string) =>
    queryOptions({
      queryKey: dataKeys.dataSets.one(dataSetId),
      queryFn: ({ signal }) => call("getDataSet", { params: { dataSetId }, signal }),
    }),
  /** What a snapshot would hold now: asked anew each time. */
  preview: (dataSetId: string) =>
    queryOptions({
      queryKey: dataKeys.dataSets.preview(dataSetId),
      queryFn: ({ signal }) => call("previewSnapshot", { params: { dataSetId }, signal }),
      staleTime: 0,
      gcTime: 0,
    }),
  snapshots: (dataSet: string) =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: dataKeys.dataSets.snapshots(dataSet),
      queryFn: ({ signal, pageParam }) => call("listSnapshots", { query: { dataSet, cursor: pageParam }, signal }),
    }),
};
