import { serve } from "@/lib/http/serve";
import { previewExport } from "@/lib/operations/exports";

export const GET = serve("previewExport", ({ query }) => previewExport(query));
