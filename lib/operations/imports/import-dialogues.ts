import { AppError } from "@/lib/base/app-error";
import { oneAhead } from "@/lib/base/one-ahead";
import { finishImport, type ImportCourse, insertBatch, readImportCourse } from "@/lib/data/import-course";
import { requireProject, streamInProject } from "@/lib/data/project-at-work";
import type { Queryable } from "@/lib/data/sql";
import { untilReachable } from "@/lib/data/until-reachable";
import { forgetPieces } from "@/lib/data/whole/file-pieces";
import type { DialogueFormatId } from "@/lib/formats/registry";
import { batchesOf } from "./batches";
import { openKept } from "./open-file";
import { type ReadRecord, readDialogueFile } from "./read-file";

type Tools = {
  signal: AbortSignal;
  report: (progress: { done: number; total: number | null }) => Promise<void>;
  whileHeld: <T>(work: (tx: Queryable) => Promise<T>) => Promise<T>;
  rest: (workedMs: number) => Promise<void>;
};
type Counts = { taken: number; refused: number };

/** What a dialogue that no model writes on is held to: the method's own length (docs/method.md). */
const contextLimit = 2_048;

/**
 * Takes in what a file holds, from wherever an earlier try had come: each transaction stores dialogues and refused lines
 * with their counts, and reading goes on behind as many. null when it was told to stop. Throws, with nothing taken, where
 * a line is bad and that was chosen.
 */
export async function importDialogues(importId: string, tools: Tools): Promise<Counts | null> {
  const course = await untilReachable(() => readImportCourse(importId));
  if (!course) throw new AppError("not_found", "The import is not there any more.");
  const { fileId, options, finishedAt, taken, refused } = course;
  if (finishedAt !== null) return { taken, refused };
  if (fileId === null) throw new AppError("conflict", "The file is not here any more. Import it once more.");
  const format = course.format as DialogueFormatId;
  const read = () => streamInProject(requireProject(), readDialogueFile(openKept(fileId), format, options));

  if (options.badLines === "refuse_all" && taken === 0) {
    const bad = await store(importId, badAlone(read()), course, tools);
    if (bad === null) return null;
    if (bad.refused > 0)
      throw new AppError(
        "invalid",
        `${bad.refused} lines cannot be taken; they are listed with the import. Nothing was imported, as you chose. Mend the file, or import it without them.`,
      );
  }
  const counts = await store(importId, read(), course, tools);
  if (counts === null) return null;
  await tools.whileHeld((tx) => finishImport(tx, importId));
  await forgetPieces(fileId);
  return counts;
}

async function store(
  importId: string,
  records: AsyncIterable<ReadRecord>,
  begun: Pick<ImportCourse, "taken" | "refused">,
  { signal, report, whileHeld, rest }: Tools,
): Promise<Counts | null> {
  const counts = { taken: begun.taken, refused: begun.refused };
  let began = performance.now();
  // The next batch is read while the database stores this one.
  for await (const batch of oneAhead(batchesOf(records, begun))) {
    if (signal.aborted) return null;
    const at = { refusedBefore: counts.refused, contextLimit };
    await whileHeld((tx) => insertBatch(tx, importId, batch, at));
    counts.taken += batch.counts.taken;
    counts.refused += batch.counts.refused;
    await report({ done: counts.taken, total: null });
    await rest(performance.now() - began);
    began = performance.now();
  }
  return counts;
}

async function* badAlone(records: AsyncIterable<ReadRecord>): AsyncGenerator<ReadRecord> {
  for await (const record of records) if (!record.ok) yield record;
}
