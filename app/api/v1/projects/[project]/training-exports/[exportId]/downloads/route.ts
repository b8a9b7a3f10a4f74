import { serve } from "@/lib/http/serve";
import { readDownloads } from "@/lib/operations/exporting/read-exports";

export const GET = serve("listExportDownloads", ({ viewer, params, query }) =>
  readDownloads(viewer, params.exportId, query),
);
