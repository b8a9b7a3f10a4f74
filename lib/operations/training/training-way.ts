import type { TrainedEntry } from "@/lib/data/training/training-course";
import type { TrainingTask } from "@/lib/data/training/training-jobs";
import type { KeptEvent, TrainingFault } from "@/lib/domain/training-job/event";
import type { TrainingOutcome, TrainingPhase } from "@/lib/domain/training-job/training-job";

/** What a way has besides its task. All that it writes is written only while its job is held. */
export type TrainingTools = {
  /** Aborted when it is to stop here. */
  signal: AbortSignal;
  /** Says how many steps of how many are done, and what it does now. */
  report: (progress: { done?: number; total?: number | null; sentence?: string }) => Promise<void>;
  /** A line for the log. */
  note: (text: string) => Promise<void>;
  /** Awaited between heavy steps. */
  rest: (workedMs: number) => Promise<void>;
  enter: (phase: TrainingPhase) => Promise<void>;
  /** Keeps what is needed to find the work again; awaited before that work is asked for. */
  remember: (remote: Record<string, unknown>) => Promise<void>;
  /** Keeps what was reported. */
  record: (events: readonly KeptEvent[]) => Promise<void>;
};

/** Where a training stands after a look at it. */
export type TrainingLook =
  | { kind: "done"; outcome: TrainingOutcome; entry: TrainedEntry | null }
  | { kind: "later"; delayMs: number }
  | { kind: "stopped" }
  | { kind: "failed"; fault: TrainingFault; error: string };

/**
 * A way to train: does as much of the task as it can now, from wherever that stands. It may be cut anywhere and is then called
 * again. A way that waits for others looks once and ends `later`; where `task.stopAskedAt` is set it has them stop. What it
 * throws is tried again a few times; what only a person can mend is `failed`, with what to do.
 */
export type TrainingWayPort = (task: TrainingTask, tools: TrainingTools) => Promise<TrainingLook>;
