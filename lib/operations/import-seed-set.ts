import { AppError } from "@/lib/base/app-error";
import { newId } from "@/lib/base/ids";
import { insertSeedSet } from "@/lib/data/seed-sets";
import type { SeedKind, SeedSet } from "@/lib/domain/seed-set";
import { formats, type ReadableId } from "@/lib/formats/registry";
import type { Source } from "@/lib/formats/text/decode-text";
import { readWhole } from "./read-whole";

const maxSeeds = 100_000;

type Input = { name: string; kind: SeedKind; format: ReadableId<"seeds"> };

/** Makes a seed set of a file: all of its lines, or none and every bad line named in `details.errors`. */
export async function importSeedSet({ name, kind, format }: Input, file: Source): Promise<SeedSet> {
  const records = await readWhole(formats[format].read(file, { kind }), "There is no seed in here");
  if (records.length > maxSeeds)
    throw new AppError(
      "invalid",
      `${records.length} seeds are more than the ${maxSeeds} that one set holds. Split the file.`,
    );
  return insertSeedSet({ id: newId("seedSet"), name, kind, seeds: records.map(({ value }) => value) });
}
