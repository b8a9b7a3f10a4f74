import { serve } from "@/lib/http/serve";
import { readExport } from "@/lib/operations/exporting/read-exports";

export const GET = serve("getTrainingExport", ({ viewer, params }) => readExport(viewer, params.exportId));
