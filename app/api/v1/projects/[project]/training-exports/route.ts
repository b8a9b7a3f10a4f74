import { listTrainingExports } from "@/lib/data/training-exports";
import { serve } from "@/lib/http/serve";
import { createExport } from "@/lib/operations/exporting/create-export";

export const GET = serve("listTrainingExports", ({ query }) => listTrainingExports(query));

export const POST = serve("createTrainingExport", ({ viewer, body }) => createExport(viewer, body));
