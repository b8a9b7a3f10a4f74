import { must } from "@/lib/base/assert";
import { findDataSet } from "@/lib/data/snapshots/data-sets";
import { serve } from "@/lib/http/serve";
import { updateDataSet } from "@/lib/operations/data-sets/data-sets";

export const GET = serve("getDataSet", async ({ params }) => must(await findDataSet(params.dataSetId), "the data set"));

export const PUT = serve("updateDataSet", ({ viewer, params, body }) => updateDataSet(viewer, params.dataSetId, body));
