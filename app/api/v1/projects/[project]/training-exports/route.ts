import { serve } from "@/lib/http/serve";
import { createExport } from "@/lib/operations/exporting/create-export";
import { readExports } from "@/lib/operations/exporting/read-exports";

export const GET = serve("listTrainingExports", ({ viewer, query }) => readExports(viewer, query));

export const POST = serve("createTrainingExport", ({ viewer, body }) => createExport(viewer, body));
