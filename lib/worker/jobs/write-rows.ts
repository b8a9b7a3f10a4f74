import { findSpentLimit } from "@/lib/data/budgets";
import { untilReachable } from "@/lib/data/until-reachable";
import { budgetSpentWords } from "@/lib/domain/budget-words";
import type { SpentLimit } from "@/lib/domain/project-budget";
import type { JobOutcome, JobTools } from "./job-handler";

type Count = { written: number; failed: number; total: number; nextMs: number | null };

type Options<Row> = {
  /** Of something that is there in several lanes: which of how many. */
  lane: number;
  lanes: number;
  idOf: (row: Row) => string;
  next: (busy: string[], room: number) => Promise<Row[]>;
  count: () => Promise<Count>;
  /** Asks `mayCall` before each call but the first. */
  write: (row: Row, signal: AbortSignal, mayCall: () => Promise<boolean>) => Promise<void>;
};

/** Calls to models at once, for one job. */
const width = 4;

/**
 * Writes the rows of a lane, some side by side, until none is left; later, where what failed is to be tried again then, or
 * the project's budget is used up. Calls under way are finished.
 */
export async function writeRows<Row>(
  { lane, lanes, idOf, next, count, write }: Options<Row>,
  { signal, report, note }: Pick<JobTools, "signal" | "report" | "note">,
): Promise<JobOutcome<"answers" | "judgments" | "dialogue_scores">> {
  const sentence = lanes === 1 ? "" : `Part ${lane + 1} of ${lanes}`;
  async function tell(): Promise<Count> {
    const counted = await untilReachable(count);
    await report({ done: counted.written + counted.failed, total: counted.total, sentence });
    return counted;
  }
  let spent: SpentLimit | null = null;
  async function mayCall(): Promise<boolean> {
    spent = await untilReachable(findSpentLimit);
    return spent === null;
  }
  await tell();
  const work = async (row: Row, cut: AbortSignal) => {
    await write(row, cut, mayCall);
    if (!cut.aborted) await tell();
  };
  const due = async (busy: string[], room: number) => ((await mayCall()) ? untilReachable(() => next(busy, room)) : []);
  await sideBySide({ width, idOf, next: due, work, signal });
  const { written, failed, nextMs } = await tell();
  if (nextMs === null) return { kind: "done", result: { done: written, failed } };
  if (spent !== null) await note(budgetSpentWords(spent, "It goes on by itself"));
  return { kind: "later", delayMs: Math.max(0, nextMs) };
}

type Task<Row> = {
  /** So many at once. */
  width: number;
  /** What tells a row from another. */
  idOf: (row: Row) => string;
  /** Up to `room` rows that are due, without those at work. */
  next: (busy: string[], room: number) => Promise<Row[]>;
  work: (row: Row, signal: AbortSignal) => Promise<void>;
  signal: AbortSignal;
};

/** Works on rows side by side until none is due or `signal` is aborted. The first that throws cuts the others short. */
async function sideBySide<Row>({ width, idOf, next, work, signal }: Task<Row>): Promise<void> {
  const busy = new Map<string, Promise<void>>();
  const fault = new AbortController();
  const cut = AbortSignal.any([signal, fault.signal]);
  let thrown: { error: unknown } | undefined;

  function begin(row: Row): void {
    const done = work(row, cut)
      .catch((error: unknown) => {
        thrown ??= { error };
        fault.abort("Another row could not be written.");
      })
      .finally(() => busy.delete(idOf(row)));
    busy.set(idOf(row), done);
  }

  for (;;) {
    const atWork = [...busy.keys()];
    const due = cut.aborted ? [] : await next(atWork, width - atWork.length);
    for (const row of due) begin(row);
    // One that was at work when that was asked may be due again by now.
    if (due.length === 0 && atWork.length === 0) break;
    if (busy.size > 0) await Promise.race(busy.values());
  }
  if (thrown) throw thrown.error;
}
