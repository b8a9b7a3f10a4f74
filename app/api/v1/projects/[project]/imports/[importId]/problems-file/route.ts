import { serve } from "@/lib/http/serve";
import { problemsAsFile } from "@/lib/operations/imports/imports";

export const GET = serve("downloadImportProblems", ({ params }) => problemsAsFile(params.importId));
