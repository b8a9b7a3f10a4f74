import { listSeedSets } from "@/lib/data/seed-sets";
import { serve } from "@/lib/http/serve";
import { createSeedSet } from "@/lib/operations/seed-sets";

export const GET = serve("listSeedSets", ({ query }) => listSeedSets(query));

export const POST = serve("createSeedSet", ({ body }) => createSeedSet(body));
