import { AppError } from "@/lib/base/app-error";
import { findSeedSet } from "@/lib/data/seed-sets";
import { serve } from "@/lib/http/serve";
import { deleteSeedSet } from "@/lib/operations/seed-sets";

export const GET = serve("getSeedSet", async ({ params, query }) => {
  const found = await findSeedSet(params.seedSetId, query.first);
  if (!found) throw new AppError("not_found", "There is no such seed set.");
  return found;
});

export const DELETE = serve("deleteSeedSet", ({ params }) => deleteSeedSet(params.seedSetId));
