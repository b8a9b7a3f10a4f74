import { serve } from "@/lib/http/serve";
import { readDuplicates } from "@/lib/operations/read-duplicates";

export const GET = serve("getDuplicates", ({ params }) => readDuplicates(params.groupId));
