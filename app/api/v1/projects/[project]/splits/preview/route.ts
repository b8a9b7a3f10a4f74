import { serve } from "@/lib/http/serve";
import { previewSplit } from "@/lib/operations/splits";

export const POST = serve("previewSplit", ({ body: { snapshotIds, earlierId, ...spec } }) =>
  previewSplit({ spec, snapshotIds, earlierId }),
);
