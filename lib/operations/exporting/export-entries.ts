import { createHash } from "node:crypto";
import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { findMadeExport, findTrainingExport } from "@/lib/data/training-exports";
import { manifestName, signatureName } from "@/lib/domain/training/manifest";
import type { TrainingExport } from "@/lib/domain/training/training-export";
import type { Piece } from "@/lib/formats/format";
import { asKnown, type Known } from "./bytes-of";
import { filesOfExport, only } from "./files-of-export";

/** A file of an export: made anew whenever it is read, and compared with what it was. */
export type Entry = Known & { mediaType: string; pieces: () => AsyncIterable<Buffer> };

/** All files of an export, its manifest and the signature first. Throws `conflict` as long as it is being made. */
export async function entriesOf(exportId: string): Promise<{ exported: TrainingExport; entries: Entry[] }> {
  const exported = must(await findTrainingExport(exportId), "the export");
  const made = await findMadeExport(exportId);
  if (!made || !exported.files)
    throw new AppError(
      "conflict",
      "This export is still being made. Wait until its job is through, then take its files.",
    );
  const { plan, kept, manifest, signature } = made;
  const toMake = new Map(filesOfExport(exported.recipe, plan).map((file) => [file.name, file.pieces]));
  for (const [name, text] of Object.entries(kept)) toMake.set(name, () => only(text));
  const entries = [
    textEntry(manifestName, manifest, "application/json"),
    textEntry(signatureName, signature, "text/plain"),
    ...exported.files.map(({ name, bytes, sha256, mediaType }) =>
      entryOf({ name, bytes, sha256 }, mediaType, must(toMake.get(name), name)),
    ),
  ];
  return { exported, entries };
}

function entryOf(known: Known, mediaType: string, pieces: () => AsyncIterable<Piece>): Entry {
  return { ...known, mediaType, pieces: () => asKnown(pieces(), known) };
}

function textEntry(name: string, text: string, mediaType: string): Entry {
  const sha256 = createHash("sha256").update(text).digest("hex");
  return entryOf({ name, bytes: Buffer.byteLength(text), sha256 }, mediaType, () => only(text));
}
