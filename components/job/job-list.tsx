"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Hammer, RotateCcw, ScrollText, Square } from "lucide-react";
import { useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { hasEnded } from "@/lib/client/follow-job";
import { useSteerJob } from "@/lib/client/mutations/job-mutations";
import { jobQueries } from "@/lib/client/queries/job-queries";
import { useJobNews } from "@/lib/client/use-job-news";
import type { Job, JobStatus } from "@/lib/domain/job";
import { QueryError } from "../layout/query-error";
import { useMay } from "../layout/viewer-context";
import { LoadMore } from "../table/load-more";
import { Drawer } from "../ui/drawer";
import { EmptyState } from "../ui/empty-state";
import { IconButton } from "../ui/icon-button";
import { RelativeTime } from "../ui/relative-time";
import { Segmented } from "../ui/segmented";
import { SkeletonRows } from "../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { errorToast } from "../ui/toasts";
import { JobProgress } from "./job-progress";
import { JobStatusBadge } from "./job-status";
import { statusWords, titleOf } from "./job-words";

type Shown = JobStatus | "all";

const choices: { value: Shown; label: string }[] = [
  { value: "all", label: "All" },
  ...(["running", "waiting", "failed", "done", "cancelled"] as const).map((value) => ({
    value,
    label: statusWords[value].label,
  })),
];

/** All background work: how far it is, what went wrong, who asked for it. Changes by itself. */
export function JobList() {
  const [status, show] = useState<Shown>("all");
  const [logOf, openLog] = useState<string | null>(null);
  const seesAll = useMay("job.manage");
  useJobNews(seesAll ? "all" : "mine");
  return (
    <>
      <div className="mb-4">
        <Segmented legend="Which jobs" value={status} options={choices} onChange={show} />
      </div>
      <Found status={status} onLog={openLog} />
      {logOf && <JobLog jobId={logOf} onClose={() => openLog(null)} />}
    </>
  );
}

function Found({ status, onLog }: { status: Shown; onLog: (jobId: string) => void }) {
  const jobs = useInfiniteQuery(jobQueries.list(status === "all" ? {} : { status }));
  if (jobs.isPending) return <SkeletonRows label="Reading the jobs" />;
  if (jobs.isError) return <QueryError what="the jobs" error={jobs.error} onRetry={jobs.refetch} />;
  const items = jobs.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <NoJobs status={status} />;
  return (
    <>
      <Table caption="Jobs">
        <thead>
          <tr>
            <HeadCell>Job</HeadCell>
            <HeadCell className="max-sm:hidden">Status</HeadCell>
            <HeadCell className="max-md:hidden">Progress</HeadCell>
            <HeadCell className="max-lg:hidden">Asked for</HeadCell>
            <HeadCell numeric>
              <span className="sr-only">What can be done</span>
            </HeadCell>
          </tr>
        </thead>
        <tbody>
          {items.map((job) => (
            <JobRow key={job.id} job={job} onLog={() => onLog(job.id)} />
          ))}
        </tbody>
      </Table>
      <LoadMore list={jobs} shown={items.length} noun="job" />
    </>
  );
}

function NoJobs({ status }: { status: Shown }) {
  return (
    <EmptyState
      icon={Hammer}
      title={status === "all" ? "No job yet" : `None is ${statusWords[status].label.toLowerCase()}`}
    >
      What workers do in the background stands here: answers and judgments, acts on many dialogues, connection tests,
      the search for near-duplicates, results.
    </EmptyState>
  );
}

/** A job in the list, with what can be done to it. */
function JobRow({ job, onLog }: { job: Job; onLog: () => void }) {
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

/** What happened to a job, line by line. */
function JobLog({ jobId, onClose }: { jobId: string; onClose: () => void }) {
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
