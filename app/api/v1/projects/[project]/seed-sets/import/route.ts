import { serve } from "@/lib/http/serve";
import { importSeedSet } from "@/lib/operations/seed-sets";

export const POST = serve("importSeedSet", ({ query, body }) => importSeedSet(query, body));
