import { AppError } from "@/lib/base/app-error";
import { finishImport, readImportCourse } from "@/lib/data/import-course";
import { requireProject, streamInProject } from "@/lib/data/project-at-work";
import { untilReachable } from "@/lib/data/until-reachable";
import { forgetPieces } from "@/lib/data/whole/file-pieces";
import type { DialogueFormatId } from "@/lib/formats/registry";
import { openKept } from "./open-file";
import { type ReadRecord, readDialogueFile } from "./read-file";
import { type Counts, type StoringTools, storeRecords } from "./store-records";

/**
 * Takes in what a file holds, from wherever an earlier try had come: each transaction stores dialogues and refused lines
 * with their counts, and reading goes on behind as many. null when it was told to stop. Throws, with nothing taken, where
 * a line is bad and that was chosen.
 */
export async function importDialogues(importId: string, tools: StoringTools): Promise<Counts | null> {
  const course = await untilReachable(() => readImportCourse(importId));
  if (!course) throw new AppError("not_found", "The import is not there any more.");
  const { fileId, options, finishedAt, taken, refused } = course;
  if (finishedAt !== null) return { taken, refused };
  if (fileId === null) throw new AppError("conflict", "The file is not here any more. Import it once more.");
  const format = course.format as DialogueFormatId;
  const read = () => streamInProject(requireProject(), readDialogueFile(openKept(fileId), format, options));

  if (options.badLines === "refuse_all" && taken === 0) {
    const bad = await storeRecords(importId, badAlone(read()), course, tools);
    if (bad === null) return null;
    if (bad.refused > 0)
      throw new AppError(
        "invalid",
        `${bad.refused} lines cannot be taken; they are listed with the import. Nothing was imported, as you chose. Mend the file, or import it without them.`,
      );
  }
  const counts = await storeRecords(importId, read(), course, tools);
  if (counts === null) return null;
  await tools.whileHeld((tx) => finishImport(tx, importId));
  await forgetPieces(fileId);
  return counts;
}

async function* badAlone(records: AsyncIterable<ReadRecord>): AsyncGenerator<ReadRecord> {
  for await (const record of records) if (!record.ok) yield record;
}
