import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call } from "../call";
import { pageByPage, readToEnd } from "../pages";
import { queryKeys } from "../query-keys";

/** Figures of work under way are read again this often; what people read word by word comes by the live stream. */
const figuresEveryMs = 2_000;

export const runQueries = {
  list: () =>
    infiniteQueryOptions({
      queryKey: queryKeys.runs.list,
      queryFn: ({ signal, pageParam }) => call("listRuns", { query: { cursor: pageParam }, signal }),
      ...pageByPage,
      refetchInterval: ({ state }) =>
        state.data?.pages.some((page) => page.items.some((run) => run.status === "running")) ? figuresEveryMs : false,
    }),
  /** All of them, to choose from. */
  whole: () =>
    queryOptions({
      queryKey: queryKeys.runs.whole,
      queryFn: ({ signal }) => readToEnd((page) => call("listRuns", { query: page, signal })),
    }),
  /** Those being written now, for the sidebar and the home page. */
  running: () =>
    queryOptions({
      queryKey: queryKeys.runs.running,
      queryFn: ({ signal }) => call("listRuns", { query: { status: "running", limit: 20 }, signal }),
      select: (answer) => answer.items,
      refetchInterval: ({ state }) => (state.data?.items.length ? figuresEveryMs * 2 : figuresEveryMs * 8),
    }),
  /** The run and its figures. */
  one: (runId: string) =>
    queryOptions({
      queryKey: queryKeys.runs.one(runId),
      queryFn: ({ signal }) => call("getRun", { params: { runId }, signal }),
      refetchInterval: ({ state }) => (state.data?.run.status === "running" ? figuresEveryMs : false),
    }),
};
