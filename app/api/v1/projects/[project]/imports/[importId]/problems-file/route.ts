import { serve } from "@/lib/http/serve";
import { problemsAsFile } from "@/lib/operations/imports/problems-as-file";

export const GET = serve("downloadImportProblems", ({ params }) => problemsAsFile(params.importId));
