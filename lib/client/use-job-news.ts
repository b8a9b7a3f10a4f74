"use client";

import { type InfiniteData, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { AnswerOf } from "@/lib/contract/endpoints";
import type { Job } from "@/lib/domain/job";
import { followNews } from "./follow-news";
import type { JobFilter } from "./queries/job-queries";
import { queryKeys } from "./query-keys";

type Pages = InfiniteData<AnswerOf<"listJobs">>;

/** Keeps all lists of jobs on the page in step with what happens, while it is mounted. `mine`: those one asked for. */
export function useJobNews(whose: "all" | "mine" = "mine"): void {
  const queries = useQueryClient();
  useEffect(
    () =>
      followNews({ jobs: whose }, (frame) => {
        if (frame.type !== "job") return;
        for (const [key, pages] of queries.getQueriesData<Pages>({ queryKey: queryKeys.jobs.lists }))
          if (pages) queries.setQueryData(key, withJob(pages, frame.job, key.at(-1) as JobFilter));
        if (frame.job.status !== "running") void queries.invalidateQueries({ queryKey: queryKeys.jobs.one(frame.id) });
      }),
    [queries, whose],
  );
}

/** A list with what is new of a job: in its place, in front when it just came, gone when it no longer belongs there. */
export function withJob(pages: Pages, job: Job, filter: JobFilter): Pages {
  const belongs =
    (!filter.status || filter.status === job.status) &&
    (!filter.kind || filter.kind === job.kind) &&
    (!filter.subject || filter.subject === job.subject);
  const known = pages.pages.flatMap(({ items }) => items).find(({ id }) => id === job.id);
  if (known && known.version >= job.version) return pages;
  if (!known && !belongs) return pages;
  const replaced = pages.pages.map((page) => ({
    ...page,
    items: page.items.flatMap((one) => (one.id !== job.id ? [one] : belongs ? [job] : [])),
  }));
  const [first, ...rest] = replaced;
  if (known || !first) return { ...pages, pages: replaced };
  const items = [...first.items, job].sort(
    (a, b) => b.createdAt.localeCompare(a.createdAt) || b.id.localeCompare(a.id),
  );
  return { ...pages, pages: [{ ...first, items }, ...rest] };
}
