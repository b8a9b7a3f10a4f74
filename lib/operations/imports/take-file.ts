import { createHash } from "node:crypto";
import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import type { IncomingFile } from "@/lib/contract/endpoint";
import { findImport, findImportOfFile, insertImport } from "@/lib/data/imports";
import { enqueueJob } from "@/lib/data/jobs/enqueue";
import { transaction } from "@/lib/data/sql";
import { forgetOldPieces, forgetPieces, keepPieces } from "@/lib/data/whole/file-pieces";
import type { Import } from "@/lib/domain/import";
import type { ImportOptions, ImportSource } from "@/lib/domain/import-options";
import type { Viewer } from "@/lib/domain/viewer";
import type { DialogueFormatId } from "@/lib/formats/registry";
import type { LegacyEncoding } from "@/lib/formats/text/legacy-text";
import { inUtf8 } from "./read-file";

export type Asked = {
  name: string;
  fileName: string;
  format: DialogueFormatId;
  options: ImportOptions;
  source: ImportSource;
  /** How it was saved, where it is not UTF-8; it is kept as UTF-8. */
  encoding?: LegacyEncoding;
  /** Take the file although it was taken before. */
  again: boolean;
};

type Query = ImportOptions & ImportSource & Omit<Asked, "options" | "source" | "again"> & { again: "yes" | "no" };

/** What was asked for, as a query holds it. */
export function askedIn(query: Query): Asked {
  const { name, fileName, format, encoding, again, leadingAssistant, sameSpeaker, badLines, ...source } = query;
  const options = { leadingAssistant, sameSpeaker, badLines };
  return { name, fileName, format, encoding, again: again === "yes", options, source };
}

/**
 * Takes a file of dialogues in and asks for the job that reads it. Nothing of a file that breaks off on its way stays.
 * Throws `conflict` for a file that was taken before, unless that is meant.
 */
export async function takeDialogueFile(viewer: Viewer, asked: Asked, file: IncomingFile): Promise<Import> {
  await forgetOldPieces();
  const fileId = newId("projectFile");
  const { encoding } = asked;
  try {
    const kept = keepPieces(fileId, encoding ? inUtf8(file, encoding) : file);
    return await registerImport(viewer, asked, { fileId, file: kept });
  } catch (error) {
    await forgetPieces(fileId);
    throw error;
  }
}

/** Makes an import of a file that is kept, or is kept while it is read here, and asks for its job. */
export async function registerImport(
  viewer: Viewer,
  { again, encoding: _, ...asked }: Asked,
  { fileId, file }: { fileId: string; file: AsyncIterable<Uint8Array> },
): Promise<Import> {
  const id = newId("import");
  const hash = createHash("sha256");
  for await (const piece of file) hash.update(piece);
  const digest = hash.digest("hex");
  const before = again ? null : await findImportOfFile(digest);
  if (before !== null)
    throw new AppError(
      "conflict",
      `This very file was imported before, as “${before}”. Nothing was imported. Say that you want it a second time if you do.`,
    );
  await transaction(async (tx) => {
    await insertImport(tx, { ...asked, id, fileId, digest, personId: viewer.id });
    await enqueueJob(tx, {
      kind: "dialogue_import",
      payload: { importId: id },
      subject: id,
      key: `dialogue_import:${id}`,
      personId: viewer.id,
    });
  });
  return must(await findImport(id), "the import");
}
