import type { Overview, QueueAtWork } from "./overview";

/** Why a queue does not get on; `count` is of items, but of people where more are needed. */
export type QueueHoldUp = {
  kind: "paused" | "nobody" | "to_settle" | "skipped" | "needs_people" | "binned";
  count: number;
};

/** A queue with open items at which nobody has answered for so long is one that nobody works at. */
const quietMs = 24 * 3_600_000;

/** What holds a queue up, the gravest first; empty where nothing does, or nothing is left to do. */
export function holdUpsOf(queue: QueueAtWork, now: number): QueueHoldUp[] {
  if (queue.open === 0) return [];
  const last = queue.lastAnswerAt === null ? null : Date.parse(queue.lastAnswerAt);
  const isQuiet = queue.atWork === 0 && queue.vacant > 0 && (last === null || now - last > quietMs);
  const all: QueueHoldUp[] = [
    { kind: "paused", count: queue.isPaused ? queue.open : 0 },
    { kind: "nobody", count: isQuiet && !queue.isPaused ? queue.vacant : 0 },
    { kind: "to_settle", count: queue.toSettle },
    { kind: "needs_people", count: queue.needsPeople },
    { kind: "skipped", count: queue.skipped },
    { kind: "binned", count: queue.binned },
  ];
  return all.filter(({ count }) => count > 0);
}

/** Why dialogues are not written. */
export type RunHoldUp = "no_worker" | "budget" | "parked" | "paused";

/** What holds runs up; no worker is no trouble where none has work. */
export function runHoldUps({ parked, paused, running, workers, spentLimit }: Overview["runs"]): RunHoldUp[] {
  const all: [RunHoldUp, boolean][] = [
    ["no_worker", workers === 0 && running > 0],
    ["budget", spentLimit !== null],
    ["parked", parked > 0],
    ["paused", paused.length > 0],
  ];
  return all.filter(([, is]) => is).map(([kind]) => kind);
}

/**
 * What all decided dialogues cost, for each that was accepted: rejected ones were paid, too. Null where none was accepted.
 */
export function costPerAccepted({
  accepted,
  spent,
  tokens,
}: Overview["cost"]): { money: number; tokens: number } | null {
  return accepted === 0 ? null : { money: spent / accepted, tokens: tokens / accepted };
}
