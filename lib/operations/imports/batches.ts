import type { Batch } from "@/lib/data/import-course";
import { imported } from "./imported-row";
import type { ReadRecord } from "./read-file";

/** So many records, and so much text, go in one transaction. */
const [mostRecords, mostText] = [200, 4 * 1024 * 1024];

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
  for await (const record of records) {
    const side = record.ok ? "taken" : "refused";
    if (passed[side] < stored[side]) {
      passed[side] += 1;
      continue;
    }
    batch.counts[side] += 1;
    if (record.ok) {
      batch.dialogues.push(imported(record.dialogue, ++number));
      batch.counts.joined += record.joined;
      batch.counts.cut += record.cut;
      size += record.dialogue.turns.reduce((sum, { text }) => sum + text.length, 0);
    } else batch.problems.push({ line: record.line, column: record.column, message: record.message });
    if (batch.counts.taken + batch.counts.refused < mostRecords && size < mostText) continue;
    yield batch;
    batch = emptyBatch();
    size = 0;
  }
  if (batch.counts.taken + batch.counts.refused > 0) yield batch;
}

function emptyBatch(): Batch {
  return { dialogues: [], problems: [], counts: { taken: 0, refused: 0, joined: 0, cut: 0 } };
}
