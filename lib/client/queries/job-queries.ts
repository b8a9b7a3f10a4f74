import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { InputOf } from "@/lib/contract/endpoints";
import { call } from "../call";
import { pageByPage } from "../pages";
import { queryKeys } from "../query-keys";

export type JobFilter = Omit<NonNullable<InputOf<"listJobs">["query"]>, "cursor" | "limit">;

export const jobQueries = {
  /** Kept in step by `useJobNews`; read again by itself only when the page is come back to. */
  list: (filter: JobFilter) =>
    infiniteQueryOptions({
      queryKey: queryKeys.jobs.list(filter),
      queryFn: ({ signal, pageParam }) => call("listJobs", { query: { ...filter, cursor: pageParam }, signal }),
      ...pageByPage,
    }),
  /** A job with its log. */
  one: (jobId: string) =>
    queryOptions({
      queryKey: queryKeys.jobs.one(jobId),
      queryFn: ({ signal }) => call("getJob", { params: { jobId }, signal }),
    }),
};
