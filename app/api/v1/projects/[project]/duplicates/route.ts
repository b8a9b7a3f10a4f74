import { listDuplicateGroups } from "@/lib/data/duplicates/duplicate-groups";
import { serve } from "@/lib/http/serve";

export const GET = serve("listDuplicates", ({ query }) => listDuplicateGroups(query));
