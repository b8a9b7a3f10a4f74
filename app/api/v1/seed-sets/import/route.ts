import { serve } from "@/lib/http/serve";
import { importSeedSet } from "@/lib/operations/import-seed-set";

export const POST = serve("importSeedSet", ({ query, body }) => importSeedSet(query, body));
