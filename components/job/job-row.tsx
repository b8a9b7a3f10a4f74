"use client";

import { RotateCcw, ScrollText, Square } from "lucide-react";
import { messageOf } from "@/lib/client/client-error";
import { hasEnded } from "@/lib/client/follow-job";
import { useSteerJob } from "@/lib/client/mutations/job-mutations";
import type { Job } from "@/lib/domain/job";
import { IconButton } from "../ui/icon-button";
import { RelativeTime } from "../ui/relative-time";
import { Cell, Row } from "../ui/table";
import { errorToast } from "../ui/toasts";
import { JobProgress } from "./job-progress";
import { JobStatusBadge } from "./job-status";
import { titleOf } from "./job-words";

/** A job in the list, with what can be done to it. */
export function JobRow({ job, onLog }: { job: Job; onLog: () => void }) {
  const steer = useSteerJob();
  const title = titleOf(job);
  const act = (what: "cancel" | "retry") =>
    steer.mutate({ jobId: job.id, act: what }, { onError: (error) => errorToast(messageOf(error)) });
  return (
    <Row>
      <Cell className="w-full max-w-0 sm:min-w-56">
        <span className="block truncate font-medium">{title}</span>
        {job.error && job.status !== "done" && <span className="mt-0.5 block text-danger text-xs">{job.error}</span>}
        <span className="mt-1 flex flex-wrap items-center gap-2 md:hidden">
          <span className="sm:hidden">
            <JobStatusBadge job={job} />
          </span>
          <JobProgress job={job} />
        </span>
      </Cell>
      <Cell className="max-sm:hidden">
        <JobStatusBadge job={job} />
      </Cell>
      <Cell className="max-md:hidden">
        <JobProgress job={job} className="w-72 max-lg:w-52" />
      </Cell>
      <Cell className="whitespace-nowrap text-ink-soft text-xs max-lg:hidden">
        {job.createdBy?.name ?? "The studio"} <RelativeTime at={job.createdAt} />
      </Cell>
      <Cell numeric>
        <span className="flex justify-end">
          {!hasEnded(job) && (
            <IconButton
              label={`Cancel: ${title}`}
              icon={Square}
              disabled={job.cancelRequested || steer.isPending}
              onClick={() => act("cancel")}
            />
          )}
          {(job.status === "failed" || job.status === "cancelled") && (
            <IconButton
              label={`Retry: ${title}`}
              icon={RotateCcw}
              disabled={steer.isPending}
              onClick={() => act("retry")}
            />
          )}
          <IconButton label={`Log: ${title}`} icon={ScrollText} onClick={onLog} />
        </span>
      </Cell>
    </Row>
  );
}
