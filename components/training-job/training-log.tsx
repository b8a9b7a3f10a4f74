"use client";

import { useQuery } from "@tanstack/react-query";
import { jobQueries } from "@/lib/client/queries/job-queries";
import type { TrainingJob } from "@/lib/domain/training-job/training-job";
import { RelativeTime } from "../ui/relative-time";

/** What happened, line by line; for whoever asked for it and for leads, as with any job. */
export function TrainingLog({ training: { job, status } }: { training: TrainingJob }) {
  const { data } = useQuery({ ...jobQueries.one(job?.id ?? ""), enabled: job !== null, retry: false });
  if (!data || data.lines.length === 0) return null;
  return (
    <details className="rounded-lg border border-line bg-surface px-5 py-3" open={status === "failed"}>
      <summary className="cursor-pointer font-semibold text-sm">Log</summary>
      <ol className="mt-3 max-h-96 space-y-1 overflow-auto font-mono text-xs">
        {data.lines.map(({ at, text }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are only ever added, and may say the same at the same time
          <li key={`${at} ${i}`} className="flex gap-3">
            <span className="shrink-0 text-ink-faint">
              <RelativeTime at={at} />
            </span>
            <span className="whitespace-pre-wrap [overflow-wrap:anywhere]">{text}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
