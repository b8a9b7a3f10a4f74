import { createHash } from "node:crypto";
import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { findMadeExport, findTrainingExport } from "@/lib/data/training-exports";
import { manifestName, signatureName } from "@/lib/domain/training/manifest";
import type { Stretch } from "@/lib/domain/training/stretch";
import type { TrainingExport } from "@/lib/domain/training/training-export";
import type { Known } from "./bytes-of";
import { openDialect } from "./dialect-of";
import { filesOfExport, only } from "./files-of-export";
import { fromByte, type KnownFile } from "./stretches";

/** A file of an export: made anew whenever it is read, from any byte on, and compared with what it was. */
export type Entry = Known & { mediaType: string; from: (byte: number) => AsyncIterable<Buffer> };

/** All files of an export, its manifest and the signature first. Throws `conflict` as long as it is being made. */
export async function entriesOf(exportId: string): Promise<{ exported: TrainingExport; entries: Entry[] }> {
  const exported = must(await findTrainingExport(exportId), "the export");
  const made = await findMadeExport(exportId);
  if (!made || !exported.files)
    throw new AppError(
      "conflict",
      "This export is still being made. Wait until its job is through, then take its files.",
    );
  const { plan, stretches, kept, manifest, signature } = made;
  const toMake = new Map<string, KnownFile["make"]>();
  const { recipe } = exported;
  const dialect = await openDialect(recipe);
  for (const { name, make } of filesOfExport({ recipe, dialect, plan })) toMake.set(name, make);
  for (const [name, text] of Object.entries(kept)) toMake.set(name, () => only(text));
  const entries = [
    textEntry(manifestName, manifest, "application/json"),
    textEntry(signatureName, signature, "text/plain"),
    ...exported.files.map(({ name, bytes, sha256, mediaType }) => {
      const make = must(toMake.get(name), name);
      return entryOf({ name, bytes, sha256 }, mediaType, { make, stretches: stretches[name] });
    }),
  ];
  return { exported, entries };
}

type ToMake = Pick<KnownFile, "make"> & { stretches?: Stretch[] };

/** A file without stretches is one itself. */
function entryOf({ name, bytes, sha256 }: Known, mediaType: string, { make, stretches }: ToMake): Entry {
  const known = { name, make, stretches: stretches ?? [{ dialogues: 0, bytes, sha256 }] };
  return { name, bytes, sha256, mediaType, from: (byte) => fromByte(known, byte) };
}

function textEntry(name: string, text: string, mediaType: string): Entry {
  const sha256 = createHash("sha256").update(text).digest("hex");
  return entryOf({ name, bytes: Buffer.byteLength(text), sha256 }, mediaType, { make: () => only(text) });
}
