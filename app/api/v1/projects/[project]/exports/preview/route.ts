import { serve } from "@/lib/http/serve";
import { previewExport } from "@/lib/operations/preview-export";

export const GET = serve("previewExport", ({ query }) => previewExport(query));
