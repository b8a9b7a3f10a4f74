import { serve } from "@/lib/http/serve";
import { previewSplit } from "@/lib/operations/splits/splits";

export const POST = serve("previewSplit", ({ viewer, body: { snapshotIds, earlierId, ...spec } }) =>
  previewSplit(viewer, { spec, snapshotIds, earlierId }),
);
