import { AppError } from "@/lib/base/app-error";
import { newId } from "@/lib/base/ids";
import { insertSeedSet } from "@/lib/data/seed-sets";
import type { SeedKind, SeedSet } from "@/lib/domain/seed-set";
import { readSeeds, type SeedFormat } from "@/lib/formats/read-seeds";

const maxSeeds = 100_000;

/** Makes a seed set of a file's text: all of its lines, or none and every bad line named in `details.errors`. */
export async function importSeedSet(input: {
  name: string;
  kind: SeedKind;
  format: SeedFormat;
  text: string;
}): Promise<SeedSet> {
  const { seeds, errors } = readSeeds(input.text, input.format, input.kind);
  const first = errors[0];
  if (first)
    throw new AppError(
      "invalid",
      `Line ${first.line}: ${first.message}. Nothing was stored; mend the file and try again.`,
      {
        details: { errors },
      },
    );
  if (seeds.length > maxSeeds)
    throw new AppError(
      "invalid",
      `${seeds.length} seeds are more than the ${maxSeeds} that one set holds. Split the file.`,
    );
  return insertSeedSet({ id: newId("seedSet"), name: input.name, kind: input.kind, seeds });
}
