import type { JobClaim } from "@/lib/data/jobs/job-claim";
import type { Queryable } from "@/lib/data/sql";
import type { HostJobKind, JobKind, JobProgress, WorkerJobKind } from "@/lib/domain/job";
import type { JobResult } from "@/lib/jobs/kinds";
import type { HeavyWork } from "../heavy-work";
import type { WorkerContext } from "../worker-context";

/** How a job ends: with its result, with more to do later, or with what only a person can mend, in words. */
export type JobOutcome<K extends JobKind> =
  | { kind: "done"; result: JobResult<K> }
  | { kind: "later"; delayMs: number }
  | { kind: "refused"; error: string };

/** What a handler has besides its job. */
export type JobTools = {
  /** What all work of this worker shares. */
  context: Pick<WorkerContext, "models" | "loadTokenCounter">;
  /** What takes long, as text, computed where it holds up no dialogue. */
  compute: (work: HeavyWork) => Promise<string>;
  /** Aborted when the job is to stop here: cancelled, somebody else's now, or the worker goes. */
  signal: AbortSignal;
  /** Says how far it is; cheap enough for every step. `result`: what is known of it so far. */
  report: (progress: Partial<Omit<JobProgress, "unit">>, result?: unknown) => Promise<void>;
  /** A line for the job's log. */
  note: (text: string) => Promise<void>;
  /** Does `work` in a transaction in which nobody else takes the job over. */
  whileHeld: <T>(work: (tx: Queryable) => Promise<T>) => Promise<T>;
  /** Holds the job for a transaction that is open already. */
  hold: (tx: Queryable) => Promise<void>;
  /** Awaited between heavy steps: dialogues in flight keep at least half of the time. */
  rest: (workedMs: number) => Promise<void>;
};

/**
 * Does a job, from wherever it stands. It may be cut anywhere, in the middle of a statement too, and is then done again:
 * what it wrote must tell the next one where to go on, and be written only while the job is held. Once `signal` is
 * aborted it leaves soon, by throwing or however it likes. What it throws is the job's error, in words.
 */
export type JobHandler<K extends JobKind> = (job: JobClaim<K>, tools: JobTools) => Promise<JobOutcome<K>>;

/** One for each kind that a worker takes up: a forgotten one does not compile. */
export type JobHandlers = { [K in WorkerJobKind]: JobHandler<K> };

/** One for each kind that a trainer host takes up. */
export type HostHandlers = { [K in HostJobKind]: JobHandler<K> };

/** What a runner is given: the kinds that stand in it are the ones that it claims. */
export type SomeHandlers = { [K in JobKind]?: JobHandler<K> };
