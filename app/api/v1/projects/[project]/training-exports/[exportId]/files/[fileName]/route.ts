import { serve } from "@/lib/http/serve";
import { takeExportFile } from "@/lib/operations/exporting/take-export-file";

export const GET = serve("downloadExportFile", ({ viewer, params }) => takeExportFile(viewer, params));
