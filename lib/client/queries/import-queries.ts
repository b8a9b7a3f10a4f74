import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call } from "../call";
import { dataKeys } from "../data-keys";
import { pageByPage, readToEnd } from "../pages";

export const importQueries = {
  list: () =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: dataKeys.imports.list,
      queryFn: ({ signal, pageParam }) => call("listImports", { query: { cursor: pageParam }, signal }),
    }),
  /** All of them, to choose from. */
  whole: () =>
    queryOptions({
      queryKey: dataKeys.imports.whole,
      queryFn: ({ signal }) => readToEnd((page) => call("listImports", { query: page, signal })),
    }),
  one: (importId: string) =>
    queryOptions({
      queryKey: dataKeys.imports.one(importId),
      queryFn: ({ signal }) => call("getImport", { params: { importId }, signal }),
    }),
  problems: (importId: string) =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: dataKeys.imports.problems(importId),
      queryFn: ({ signal, pageParam }) =>
        call("listImportProblems", { params: { importId }, query: { cursor: pageParam }, signal }),
    }),
};
