import { AppError } from "@/lib/base/app-error";
import { newId } from "@/lib/base/ids";
import { insertSeedSet, deleteSeedSet as remove } from "@/lib/data/seed-sets";
import type { SeedKind, SeedPreview, SeedSet, SeedSetInput } from "@/lib/domain/seed-set";
import { formats, type ReadableId } from "@/lib/formats/registry";
import type { Source } from "@/lib/formats/text/decode-text";
import { type LegacyEncoding, legacyText } from "@/lib/formats/text/legacy-text";
import { readWhole } from "./read-whole";

/** So many seeds make a set at most. */
export const maxSeeds = 100_000;

/** Makes a seed set from seeds that were typed or sent one by one. */
export async function createSeedSet(input: SeedSetInput): Promise<SeedSet> {
  return insertSeedSet({ id: newId("seedSet"), ...input });
}

type Input = { name: string; kind: SeedKind; format: ReadableId<"seeds">; encoding?: LegacyEncoding };

/** Makes a seed set of a file: all of its lines, or none and every bad line named in `details.errors`. */
export async function importSeedSet({ name, kind, format, encoding }: Input, file: Source): Promise<SeedSet> {
  const text = encoding ? legacyText(file, encoding) : file;
  const records = await readWhole(formats[format].read(text, { kind }), "There is no seed in here");
  if (records.length > maxSeeds)
    throw new AppError(
      "invalid",
      `${records.length} seeds are more than the ${maxSeeds} that one set holds. Split the file.`,
    );
  return insertSeedSet({ id: newId("seedSet"), name, kind, seeds: records.map(({ value }) => value) });
}

/** So many seeds and so many lines to mend are shown. */
const mostShown = 5;

/** What the beginning of a file would become. Stores nothing. */
export async function previewSeeds(
  { kind, format, encoding, isPart }: Omit<Input, "name"> & { isPart: boolean },
  file: Source,
): Promise<SeedPreview> {
  const text = encoding ? legacyText(file, encoding) : file;
  const preview: SeedPreview = { seeds: [], errors: [], isAll: true };
  let last: SeedPreview["errors"][number] | null = null;
  for await (const read of formats[format].read(text, { kind })) {
    // The last line of a part may be cut off: it counts only when another one follows.
    if (last) preview.errors.push(last);
    last = read.ok ? null : { line: read.line, message: read.message };
    if (read.ok && preview.seeds.length < mostShown) preview.seeds.push(read.value);
    else if (read.ok) preview.isAll = false;
    if (!preview.isAll || preview.errors.length >= mostShown) return { ...preview, isAll: false };
  }
  if (last && !isPart) preview.errors.push(last);
  return { ...preview, isAll: !isPart };
}

/** Deletes a seed set; one that a run was seeded with stays, so that the run can be understood and continued. */
export async function deleteSeedSet(seedSetId: string): Promise<void> {
  const outcome = await remove(seedSetId);
  if (outcome === "no_such_set") throw new AppError("not_found", "There is no such seed set. Nothing was deleted.");
  if (outcome === "used") throw new AppError("conflict", "A run uses this seed set, so it was kept.");
}
