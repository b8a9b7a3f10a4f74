import { must } from "@/lib/base/assert";
import { log } from "@/lib/base/log";
import { claimJobs, heldJobs, holdJob, type JobClaim, JobLost, renewJobs, whileHeld } from "@/lib/data/jobs/job-claim";
import {
  endCancelled,
  failJob,
  finishJob,
  noteLine,
  reapJobs,
  releaseJob,
  signOffJobs,
  writeProgress,
} from "@/lib/data/jobs/job-course";
import { inProject } from "@/lib/data/project-at-work";
import { isUnreachable, untilReachable } from "@/lib/data/until-reachable";
import type { JobKind, JobProgress } from "@/lib/domain/job";
import { jobKinds } from "@/lib/jobs/kinds";
import { retryDelayMs } from "@/lib/jobs/retry";
import type { JobHandler, JobOutcome, JobTools, SomeHandlers } from "./jobs/job-handler";
import { onceAtATime } from "./once-at-a-time";

const everyMs = 200;

export type JobRunner = {
  /** Takes more jobs, as far as there is room for their project. */
  fill(): void;
  /** Looks whether jobs were cancelled or are somebody else's now. */
  check(): void;
  /** Keeps the leases. */
  renew(): void;
  /** Takes back what dead workers held. */
  reap(): void;
  /** No more jobs are taken; those in flight are cut and handed back. */
  stop(): Promise<void>;
};

type Options = {
  workerId: string;
  /** The kinds that it claims, and how each is done. */
  handlers: SomeHandlers;
  context: JobTools["context"];
  compute: JobTools["compute"];
  rest?: JobTools["rest"];
};

/** What all jobs of a worker share. */
type Shared = Pick<JobTools, "context" | "compute" | "rest">;

type Held = { claim: JobClaim; controller: AbortController; done: Promise<void> };
/** How long a job waits that the database went away from. */
const unreachableMs = 1_000;

/** Why a job is cut. */
type Cut = "cancelled" | "lost" | "stopping";

/** Claims jobs of the kinds that it has handlers for, as long as there is room for their kind, and does them side by side. */
export function openJobRunner({ workerId, handlers, rest = async () => undefined, ...given }: Options): JobRunner {
  const shared: Shared = { context: given.context, compute: given.compute, rest };
  const held = new Set<Held>();
  const roomOfKinds = new Map((Object.keys(handlers) as JobKind[]).map((kind) => [kind, jobKinds[kind].atOnce]));
  let stopping = false;

  const fill = onceAtATime("claim jobs", async () => {
    if (stopping) return;
    for (const claim of await claimJobs(workerId, roomOfKinds)) begin(claim);
  });

  function begin(claim: JobClaim): void {
    const mine: Held = { claim, controller: new AbortController(), done: Promise.resolve() };
    held.add(mine);
    if (stopping) mine.controller.abort("stopping" satisfies Cut);
    mine.done = inProject(claim.projectId, () => doJob(claim, handlers, shared, mine.controller.signal)).finally(() => {
      held.delete(mine);
      fill();
    });
  }

  /** `ask` tells which of the claims still hold, and which of those are to stop. */
  async function letGo(ask: typeof heldJobs): Promise<void> {
    const asked = [...held];
    if (asked.length === 0) return;
    const still = new Map((await ask(asked.map(({ claim }) => claim))).map((row) => [row.id, row.cancelRequested]));
    for (const { claim, controller } of asked) {
      const cut: Cut | null = !still.has(claim.id) ? "lost" : still.get(claim.id) ? "cancelled" : null;
      if (cut) controller.abort(cut);
    }
  }

  return {
    fill,
    check: onceAtATime("look for cancelled jobs", () => letGo(heldJobs)),
    renew: onceAtATime("keep the leases of jobs", () => letGo(renewJobs)),
    reap: onceAtATime("take back the jobs of dead workers", reapJobs),
    async stop() {
      stopping = true;
      for (const { controller } of held) controller.abort("stopping" satisfies Cut);
      await Promise.allSettled([...held].map(({ done }) => done));
      await signOffJobs(workerId).catch((error) => log.warn({ err: error }, "Jobs come back when their lease ends"));
    },
  };
}

/** Does a claimed job and writes what came of it. Never throws: what cannot be written now is said by the end of the lease. */
export async function doJob<K extends JobKind>(
  claim: JobClaim<K>,
  handlers: SomeHandlers,
  shared: Shared,
  signal: AbortSignal,
): Promise<void> {
  const { report, flush } = reportProgress(claim.progress, async (news, result) => {
    await untilReachable(() => writeProgress(claim, news, result));
    if (news.done > claim.progress.done) claim.failures = 0;
  });
  const tools: JobTools = {
    ...shared,
    signal,
    report,
    note: (text) => noteLine(claim, text),
    whileHeld: (work) => whileHeld(claim, work),
    hold: (tx) => holdJob(tx, claim),
  };
  try {
    const handler = must(handlers[claim.kind], `a handler of ${claim.kind}`) as JobHandler<K>;
    const outcome = await handler(claim, tools).then(
      (ended) => ({ ended }),
      (error: unknown) => ({ error }),
    );
    await flush();
    await untilReachable(() => write(claim, outcome, signal));
  } catch (error) {
    if (!(error instanceof JobLost) && !isUnreachable(error))
      log.error({ err: error, jobId: claim.id }, "What came of a job was not written; it is done again");
  }
}

type Came<K extends JobKind> = { ended: JobOutcome<K> } | { error: unknown };

async function write<K extends JobKind>(claim: JobClaim<K>, came: Came<K>, signal: AbortSignal): Promise<void> {
  if ("ended" in came && came.ended.kind === "done") return finishJob(claim, came.ended.result);
  const cut = signal.aborted ? (signal.reason as Cut) : null;
  if (cut === "lost" || ("error" in came && came.error instanceof JobLost)) return;
  if (cut === "cancelled") return endCancelled(claim);
  if (cut === "stopping") return releaseJob(claim);
  if ("ended" in came && came.ended.kind === "refused")
    return failJob(claim, { error: came.ended.error, retryInMs: null });
  if ("ended" in came) return releaseJob(claim, came.ended.kind === "later" ? came.ended.delayMs : 0);
  // No fault of the job's; by now the database can be reached again, or this is said by the end of the lease.
  if (isUnreachable(came.error)) return releaseJob(claim, unreachableMs);
  log.warn({ err: came.error, jobId: claim.id, kind: claim.kind }, "A job failed");
  const failures = claim.failures + 1;
  const isLast = failures >= jobKinds[claim.kind].maxFailures;
  const error = came.error instanceof Error ? came.error.message : String(came.error);
  return failJob(claim, { error, retryInMs: isLast ? null : retryDelayMs(failures) });
}

type News = Omit<JobProgress, "unit">;

/** Writes progress at most each 200 ms, however often it is reported; `flush` writes what was reported last. */
function reportProgress(start: News, write: (news: News, result?: unknown) => Promise<void>) {
  let news: News = start;
  let result: unknown;
  let isWritten = true;
  let writtenAt = Number.NEGATIVE_INFINITY;
  let writing: Promise<void> | undefined;

  function begin(): Promise<void> {
    isWritten = true;
    writtenAt = performance.now();
    writing = write(news, result).finally(() => {
      writing = undefined;
    });
    return writing;
  }
  return {
    async report(more: Partial<News>, soFar?: unknown): Promise<void> {
      news = { ...news, ...more };
      result = soFar ?? result;
      isWritten = false;
      if (!writing && performance.now() - writtenAt >= everyMs) await begin();
    },
    async flush(): Promise<void> {
      await writing;
      if (!isWritten) await begin();
    },
  };
}
