import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import type { IncomingFile, OutgoingFile } from "@/lib/contract/endpoint";
import { findImport, listProblems } from "@/lib/data/imports";
import { findUpload, forgetUpload } from "@/lib/data/uploads";
import { forgetPieces, readPieces } from "@/lib/data/whole/file-pieces";
import { gunzipped, isGzip, NotUnpacked } from "@/lib/data/whole/gunzip";
import type { Import } from "@/lib/domain/import";
import type { Viewer } from "@/lib/domain/viewer";
import { writeCsv } from "@/lib/formats/text/csv";
import { type Asked, registerImport, takeDialogueFile } from "./take-file";

const columns = { line: "where it begins", column: "in that line", message: "why it was not taken" } as const;

/**
 * Takes in a file that came by parts. One that is text as it came is read where it lies; one that is packed, or in another
 * encoding, is kept anew as what it is inside. Where it was taken before, the parts stay, for whoever means it.
 */
export async function importUpload(viewer: Viewer, uploadId: string, asked: Asked): Promise<Import> {
  const { size, received } = must(await findUpload(uploadId), "the upload");
  if (received < size)
    throw new AppError("conflict", `${received} of its ${size} bytes are here. Send the others first.`);
  const pieces = readPieces(uploadId);
  const first = await pieces.next();
  const isPacked = !first.done && isGzip(first.value);
  if (!isPacked && asked.encoding === undefined) {
    const made = await registerImport(viewer, asked, { fileId: uploadId, file: readPieces(uploadId) });
    await forgetUpload(undefined, uploadId);
    return made;
  }
  const made = await takeDialogueFile(viewer, asked, isPacked ? unpacked(uploadId) : readPieces(uploadId));
  await forgetUpload(undefined, uploadId);
  await forgetPieces(uploadId);
  return made;
}

async function* unpacked(uploadId: string): IncomingFile {
  const received = { bytes: 0 };
  async function* packed() {
    for await (const piece of readPieces(uploadId)) {
      received.bytes += piece.byteLength;
      yield piece;
    }
  }
  try {
    yield* gunzipped(packed(), received);
  } catch (error) {
    if (!(error instanceof NotUnpacked)) throw error;
    throw new AppError(
      "invalid",
      error.why === "damaged"
        ? "The gzip is damaged or breaks off. Nothing was imported; pack the file anew."
        : "The gzip unpacks to far more than a file of dialogues. Nothing was imported; send it unpacked.",
    );
  }
}

/** The lines of a file that could not be taken, as CSV, written while they are read. */
export async function problemsAsFile(importId: string): Promise<OutgoingFile> {
  must(await findImport(importId), "the import");
  return { fileName: `refused-${importId}.csv`, mediaType: "text/csv", pieces: writeCsv(columns, rowsOf(importId)) };
}

async function* rowsOf(importId: string) {
  let cursor: string | undefined;
  do {
    const page = await listProblems(importId, { cursor, limit: 1_000 });
    for (const { line, column, message } of page.items) yield { line, column: column ?? "", message };
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
