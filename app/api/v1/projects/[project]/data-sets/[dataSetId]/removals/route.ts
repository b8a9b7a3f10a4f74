import { serve } from "@/lib/http/serve";
import { removeFromDataSet } from "@/lib/operations/data-sets/data-sets";

export const POST = serve("removeFromDataSet", ({ viewer, params, body }) =>
  removeFromDataSet(viewer, params.dataSetId, body),
);
