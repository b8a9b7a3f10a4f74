import { serve } from "@/lib/http/serve";
import { addToDataSet } from "@/lib/operations/data-sets/data-sets";

export const POST = serve("addToDataSet", ({ viewer, params, body }) => addToDataSet(viewer, params.dataSetId, body));
