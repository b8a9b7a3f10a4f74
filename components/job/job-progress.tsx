import type { Job } from "@/lib/domain/job";
import { cx } from "../ui/cx";
import { ProgressBar } from "../ui/progress-bar";
import { progressText, titleOf } from "./job-words";

type JobProgressProps = { job: Pick<Job, "kind" | "status" | "subjectName" | "progress">; className?: string };

/** How far a job is, in a bar and in words. */
export function JobProgress({ job, className }: JobProgressProps) {
  const { done, total, sentence } = job.progress;
  return (
    <span className={cx("flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1 text-xs", className)}>
      {total !== null && <ProgressBar label={titleOf(job)} value={done} max={total} className="w-24 shrink-0" />}
      <span className="whitespace-nowrap text-ink-soft tabular-nums">{progressText(job)}</span>
      {sentence !== "" && <span className="min-w-0 truncate text-ink-faint">{sentence}</span>}
    </span>
  );
}
