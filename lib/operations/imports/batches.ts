import { setImmediate } from "node:timers/promises";
import type { Batch, NewImported } from "@/lib/data/import-course";
import { imported } from "./imported-row";
import type { ReadRecord } from "./read-file";

/**
 * So many records, and so much of them, go in one transaction. What a batch takes lives several times over until it is
 * stored (as read, as parameters, as bytes), and one is read while another is stored: larger ones would outlive the young
 * generation of the heap, and the worker would grow by what nobody needs any more.
 */
const [mostRecords, mostLetters] = [200, 1024 * 1024];

/** After so many records whoever waits for this thread has a turn: dialogues in flight, and the database with its answers. */
const recordsAtOnce = 20;

/**
 * The records of a file in the batches in which they are stored, behind those that were stored before: as many dialogues
 * and as many refused lines are passed over. Dialogues are numbered from 1 in the order of the file.
 */
export async function* batchesOf(
  records: AsyncIterable<ReadRecord>,
  stored: { taken: number; refused: number },
): AsyncGenerator<Batch> {
  const passed = { taken: 0, refused: 0 };
  let number = stored.taken;
  let batch = emptyBatch();
  let size = 0;
  let read = 0;
  for await (const record of records) {
    if (++read % recordsAtOnce === 0) await setImmediate();
    const side = record.ok ? "taken" : "refused";
    if (passed[side] < stored[side]) {
      passed[side] += 1;
      continue;
    }
    batch.counts[side] += 1;
    if (record.ok) {
      const row = imported(record.dialogue, ++number);
      batch.dialogues.push(row);
      batch.counts.joined += record.joined;
      batch.counts.cut += record.cut;
      size += lettersOf(row);
    } else batch.problems.push({ line: record.line, column: record.column, message: record.message });
    if (batch.counts.taken + batch.counts.refused < mostRecords && size < mostLetters) continue;
    yield batch;
    batch = emptyBatch();
    size = 0;
  }
  if (batch.counts.taken + batch.counts.refused > 0) yield batch;
}

function lettersOf({ given, turns }: NewImported): number {
  return turns.reduce(
    (sum, { text, reasoning, asides }) => sum + text.length + (reasoning?.length ?? 0) + (asides?.length ?? 0),
    given.length,
  );
}

function emptyBatch(): Batch {
  return { dialogues: [], problems: [], counts: { taken: 0, refused: 0, joined: 0, cut: 0 } };
}
