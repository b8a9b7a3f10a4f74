import { listExportDownloads } from "@/lib/data/training-exports";
import { serve } from "@/lib/http/serve";

export const GET = serve("listExportDownloads", ({ params, query }) => listExportDownloads(params.exportId, query));
