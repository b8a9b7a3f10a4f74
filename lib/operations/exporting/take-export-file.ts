import { createHash } from "node:crypto";
import { AppError } from "@/lib/base/app-error";
import { newId } from "@/lib/base/ids";
import type { ResumableFile } from "@/lib/contract/endpoint";
import { noteDownload } from "@/lib/data/training-exports";
import type { Viewer } from "@/lib/domain/viewer";
import { bytesOfTar, writeTar } from "@/lib/formats/archive/tar";
import { type Entry, entriesOf } from "./export-entries";
import { readExport } from "./read-exports";

/**
 * A file of an export, or the archive of all of them: made anew from the recipe, from any byte on. Each time somebody begins
 * to take one is written down.
 */
export async function takeExportFile(
  viewer: Viewer,
  { exportId, fileName }: { exportId: string; fileName: string },
): Promise<ResumableFile> {
  await readExport(viewer, exportId);
  const { exported, entries } = await entriesOf(exportId);
  const { archiveName, createdAt } = exported;
  const note = (fromByte: number) =>
    noteDownload({ id: newId("exportDownload"), exportId, fileName, fromByte, personId: viewer.id });
  if (fileName === archiveName) return archiveOf(entries, { archiveName, createdAt, note });
  const entry = entries.find(({ name }) => name === fileName);
  if (!entry) throw new AppError("not_found", "This export has no such file.");
  return {
    fileName,
    mediaType: entry.mediaType,
    bytes: entry.bytes,
    digest: entry.sha256,
    from: (byte) => noted(note, byte, entry.from(byte)),
  };
}

type Archive = { archiveName: string; createdAt: string; note: (fromByte: number) => Promise<void> };

function archiveOf(entries: readonly Entry[], { archiveName, createdAt, note }: Archive): ResumableFile {
  const folder = archiveName.replace(/\.tar$/, "");
  const inside = entries.map(({ name, bytes, from }) => ({ name: `${folder}/${name}`, bytes, from }));
  // Manifest and signature decide each byte of it.
  const digest = createHash("sha256");
  for (const { sha256 } of entries.slice(0, 2)) digest.update(sha256);
  return {
    fileName: archiveName,
    mediaType: "application/x-tar",
    bytes: bytesOfTar(inside),
    digest: digest.digest("hex"),
    from: (byte) => noted(note, byte, writeTar(inside, new Date(createdAt), byte)),
  };
}

async function* noted(
  note: (fromByte: number) => Promise<void>,
  byte: number,
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  await note(byte);
  yield* pieces;
}
