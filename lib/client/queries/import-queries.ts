import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call } from "../call";
import { pageByPage, readToEnd } from "../pages";
import { queryKeys } from "../query-keys";

export const importQueries = {
  list: () =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: queryKeys.imports.list,
      queryFn: ({ signal, pageParam }) => call("listImports", { query: { cursor: pageParam }, signal }),
    }),
  /** All of them, to choose from. */
  whole: () =>
    queryOptions({
      queryKey: queryKeys.imports.whole,
      queryFn: ({ signal }) => readToEnd((page) => call("listImports", { query: page, signal })),
    }),
  one: (importId: string) =>
    queryOptions({
      queryKey: queryKeys.imports.one(importId),
      queryFn: ({ signal }) => call("getImport", { params: { importId }, signal }),
    }),
  problems: (importId: string) =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: queryKeys.imports.problems(importId),
      queryFn: ({ signal, pageParam }) =>
        call("listImportProblems", { params: { importId }, query: { cursor: pageParam }, signal }),
    }),
};
