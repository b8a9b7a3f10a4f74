"use client";

import { useQuery } from "@tanstack/react-query";
import { jobQueries } from "@/lib/client/queries/job-queries";
import { QueryError } from "../layout/query-error";
import { Drawer } from "../ui/drawer";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { JobProgress } from "./job-progress";
import { JobStatusBadge } from "./job-status";
import { titleOf } from "./job-words";

/** What happened to a job, line by line. */
export function JobLog({ jobId, onClose }: { jobId: string; onClose: () => void }) {
  const { data, error, refetch } = useQuery(jobQueries.one(jobId));
  return (
    <Drawer open onOpenChange={onClose} title={data ? titleOf(data.job) : "Job"}>
      {error && <QueryError what="the job" error={error} onRetry={refetch} />}
      {!data && !error && <SkeletonRows rows={4} label="Reading the log" />}
      {data && (
        <div className="space-y-4">
          <p className="flex flex-wrap items-center gap-3">
            <JobStatusBadge job={data.job} />
            <JobProgress job={data.job} />
          </p>
          {data.job.error && <p className="text-danger text-sm">{data.job.error}</p>}
          <ol aria-label="Log" className="space-y-2 text-sm">
            {data.lines.map(({ at, text }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no id, and none is ever put between two others.
              <li key={i} className="flex gap-3">
                <span className="w-24 shrink-0 text-ink-faint text-xs leading-5">
                  <RelativeTime at={at} />
                </span>
                <span className="min-w-0 break-words">{text}</span>
              </li>
            ))}
          </ol>
        </div>
      )}
    </Drawer>
  );
}
