import { AppError } from "@/lib/base/app-error";
import { deleteSeedSet as remove } from "@/lib/data/seed-sets";

/** Deletes a seed set; one that a run was seeded with stays, so that the run can be understood and continued. */
export async function deleteSeedSet(seedSetId: string): Promise<void> {
  const outcome = await remove(seedSetId);
  if (outcome === "no_such_set") throw new AppError("not_found", "There is no such seed set. Nothing was deleted.");
  if (outcome === "used") throw new AppError("conflict", "A run uses this seed set, so it was kept.");
}
