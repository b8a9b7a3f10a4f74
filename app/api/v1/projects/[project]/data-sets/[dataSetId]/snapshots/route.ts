import { serve } from "@/lib/http/serve";
import { createSnapshot } from "@/lib/operations/data-sets/freeze";

export const POST = serve("createSnapshot", ({ viewer, params, body }) =>
  createSnapshot(viewer, { dataSetId: params.dataSetId, note: body.note }),
);
