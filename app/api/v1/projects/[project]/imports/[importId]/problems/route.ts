import { listProblems } from "@/lib/data/imports";
import { serve } from "@/lib/http/serve";

export const GET = serve("listImportProblems", ({ params, query }) => listProblems(params.importId, query));
