import { newId } from "@/lib/base/ids";
import { insertSeedSet } from "@/lib/data/seed-sets";
import type { SeedSet, SeedSetInput } from "@/lib/domain/seed-set";

/** Makes a seed set from seeds that were typed or sent one by one. */
export async function createSeedSet(input: SeedSetInput): Promise<SeedSet> {
  return insertSeedSet({ id: newId("seedSet"), ...input });
}
