"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { hasEnded } from "@/lib/client/follow-job";
import { jobQueries } from "@/lib/client/queries/job-queries";
import { useJobNews } from "@/lib/client/use-job-news";
import type { JobKind } from "@/lib/domain/job";
import { BudgetNotice } from "../budget/budget-notice";
import { useMay } from "../layout/viewer-context";
import { JobProgress } from "./job-progress";
import { JobStatusBadge } from "./job-status";
import { kindWords } from "./job-words";

const paid: ReadonlySet<JobKind> = new Set(["answers", "judgments", "dialogue_scores", "detector_scores", "vectors"]);

type JobsAboutProps = {
  /** The id of what they are about; left out, those of a kind that is about the whole studio. */
  subject?: string;
  kind?: JobKind;
};

/** What workers do for something now, wherever it was started: a line each, gone when it is done. */
export function JobsAbout({ subject, kind }: JobsAboutProps) {
  const seesAll = useMay("job.manage");
  useJobNews(seesAll ? "all" : "mine");
  const { data } = useInfiniteQuery(jobQueries.list({ subject, kind }));
  const jobs = data?.pages.flatMap(({ items }) => items) ?? [];
  const shown = jobs.filter((job) => !hasEnded(job) || job.status === "failed");
  if (shown.length === 0) return null;
  const isPaid = shown.some(({ kind }) => paid.has(kind));
  return (
    <>
      {isPaid && <BudgetNotice className="mb-3" />}
      <ul aria-label="At work" className="space-y-2 rounded-lg border border-line bg-surface px-4 py-3">
        {shown.map((job) => (
          <li key={job.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
            <span className="w-44 shrink-0">{kindWords[job.kind]}</span>
            <JobStatusBadge job={job} />
            <JobProgress job={job} className="flex-1" />
            {job.error && <p className="w-full text-danger text-xs">{job.error}</p>}
          </li>
        ))}
      </ul>
    </>
  );
}
