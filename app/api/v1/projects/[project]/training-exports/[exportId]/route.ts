import { must } from "@/lib/base/assert";
import { findTrainingExport } from "@/lib/data/training-exports";
import { serve } from "@/lib/http/serve";

export const GET = serve("getTrainingExport", async ({ params }) =>
  must(await findTrainingExport(params.exportId), "the export"),
);
