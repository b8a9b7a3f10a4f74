import { serve } from "@/lib/http/serve";
import { importReferences } from "@/lib/operations/judging/import-benchmark";

export const POST = serve("importReferences", ({ params, body }) => importReferences(params.benchmarkId, body));
