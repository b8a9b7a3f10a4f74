import { createHash } from "node:crypto";
import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import type { ResumableFile } from "@/lib/contract/endpoint";
import { findMadeExport, findTrainingExport, noteDownload } from "@/lib/data/training-exports";
import { manifestName, signatureName } from "@/lib/domain/training/manifest";
import type { Viewer } from "@/lib/domain/viewer";
import { bytesOfTar, writeTar } from "@/lib/formats/archive/tar";
import type { Piece } from "@/lib/formats/format";
import { asKnown, bytesOf, from, type Known } from "./bytes-of";
import { filesOfExport, only } from "./files-of-export";

type Entry = Known & { mediaType: string; pieces: () => AsyncIterable<Piece> };

/**
 * A file of an export, or the archive of all of them: made anew from the recipe, from any byte on. Each time somebody begins
 * to take one is written down.
 */
export async function takeExportFile(
  viewer: Viewer,
  { exportId, fileName }: { exportId: string; fileName: string },
): Promise<ResumableFile> {
  const exported = must(await findTrainingExport(exportId), "the export");
  const made = await findMadeExport(exportId);
  if (!made || !exported.files)
    throw new AppError("conflict", "This export is still being made. Wait until its job is through, then download it.");
  const { files, archiveName, createdAt, recipe } = exported;
  const { plan, kept, manifest, signature } = made;
  const toMake = new Map(filesOfExport(recipe, plan).map((file) => [file.name, file.pieces]));
  for (const [name, text] of Object.entries(kept)) toMake.set(name, () => only(text));
  const entries = [
    textEntry(manifestName, manifest, "application/json"),
    textEntry(signatureName, signature, "text/plain"),
    ...files.map(({ name, bytes, sha256, mediaType }): Entry => {
      const pieces = must(toMake.get(name), name);
      return { name, bytes, sha256, mediaType, pieces };
    }),
  ];
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
    from: (byte) => noted(note, byte, asKnown(entry.pieces(), entry)),
  };
}

type Archive = { archiveName: string; createdAt: string; note: (fromByte: number) => Promise<void> };

function archiveOf(entries: readonly Entry[], { archiveName, createdAt, note }: Archive): ResumableFile {
  const folder = archiveName.replace(/\.tar$/, "");
  const inside = entries.map((entry) => ({
    name: `${folder}/${entry.name}`,
    bytes: entry.bytes,
    pieces: () => asKnown(entry.pieces(), entry),
  }));
  // Manifest and signature decide each byte of it.
  const digest = createHash("sha256");
  for (const { sha256 } of entries.slice(0, 2)) digest.update(sha256);
  return {
    fileName: archiveName,
    mediaType: "application/x-tar",
    bytes: bytesOfTar(inside),
    digest: digest.digest("hex"),
    from: (byte) => noted(note, byte, bytesOf(writeTar(inside, new Date(createdAt)))),
  };
}

async function* noted(
  note: (fromByte: number) => Promise<void>,
  byte: number,
  pieces: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  await note(byte);
  yield* from(byte, pieces);
}

function textEntry(name: string, text: string, mediaType: string): Entry {
  const sha256 = createHash("sha256").update(text).digest("hex");
  return { name, bytes: Buffer.byteLength(text), sha256, mediaType, pieces: () => only(text) };
}
