import { oneAhead } from "@/lib/base/one-ahead";
import { insertBatch, type WrittenBatch, writeBatch } from "@/lib/data/import-course";
import type { Queryable } from "@/lib/data/sql";
import { batchesOf } from "./batches";
import type { ReadRecord } from "./read-file";

export type StoringTools = {
  signal: AbortSignal;
  report: (progress: { done: number; total: number | null }) => Promise<void>;
  whileHeld: <T>(work: (tx: Queryable) => Promise<T>) => Promise<T>;
  rest: (workedMs: number) => Promise<void>;
};
/** How many records were taken, and how many refused. */
export type Counts = { taken: number; refused: number };

/** What a dialogue that no model writes on is held to: the method's own length (docs/method.md). */
const contextLimit = 2_048;

/** So many batches share a transaction, a fraction of a second: to commit takes a third of what storing one does. */
const batchesAtOnce = 4;

/**
 * Stores records behind those that were stored before, with their counts; what was read before a fault of the file is stored
 * before that is thrown. null when it was told to stop.
 */
export async function storeRecords(
  importId: string,
  records: AsyncIterable<ReadRecord>,
  begun: Counts,
  { signal, report, whileHeld, rest }: StoringTools,
): Promise<Counts | null> {
  // The next batch is read and written out while the database stores this one.
  const batches = oneAhead(written(importId, records, begun));
  let counts: Counts = { taken: begun.taken, refused: begun.refused };
  try {
    for (let next = await settled(batches.next()); ; ) {
      if (!next.ok) throw next.error;
      if (next.value.done) return counts;
      if (signal.aborted) return null;
      const began = performance.now();
      const stored = { ...counts };
      await whileHeld(async (tx) => {
        for (let i = 0; i < batchesAtOnce && next.ok && !next.value.done; i++) {
          await insertBatch(tx, next.value.value);
          stored.taken += next.value.value.counts.taken;
          stored.refused += next.value.value.counts.refused;
          next = await settled(batches.next());
        }
      });
      counts = stored;
      await report({ done: counts.taken, total: null });
      await rest(performance.now() - began);
    }
  } finally {
    await batches.return(undefined);
  }
}

/** The batches of the records behind those that were stored, as they go to the database. */
async function* written(
  importId: string,
  records: AsyncIterable<ReadRecord>,
  begun: Counts,
): AsyncGenerator<WrittenBatch> {
  let refusedBefore = begun.refused;
  for await (const batch of batchesOf(records, begun)) {
    yield writeBatch(importId, batch, { refusedBefore, contextLimit });
    refusedBefore += batch.counts.refused;
  }
}

type Settled<T> = { ok: true; value: T } | { ok: false; error: unknown };

/** What came of it, to be told later: what was read before a fault of the file is stored first. */
function settled<T>(promise: Promise<T>): Promise<Settled<T>> {
  return promise.then(
    (value) => ({ ok: true, value }),
    (error: unknown) => ({ ok: false, error }),
  );
}
