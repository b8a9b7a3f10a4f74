import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { callData } from "../call-data";
import { dataKeys } from "../data-keys";
import { pageByPage, readToEnd } from "../pages";

export const importQueries = {
  list: () =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: dataKeys.imports.list,
      queryFn: ({ signal, pageParam }) => callData("listImports", { query: { cursor: pageParam }, signal }),
    }),
  /** All of them, to choose from. */
  whole: () =>
    queryOptions({
      queryKey: dataKeys.imports.whole,
      queryFn: ({ signal }) => readToEnd((page) => callData("listImports", { query: page, signal })),
    }),
  one: (importId: string) =>
    queryOptions({
      queryKey: dataKeys.imports.one(importId),
      queryFn: ({ signal }) => callData("getImport", { params: { importId }, signal }),
    }),
  problems: (importId: string) =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: dataKeys.imports.problems(importId),
      queryFn: ({ signal, pageParam }) =>
        callData("listImportProblems", { params: { importId }, query: { cursor: pageParam }, signal }),
    }),
};
