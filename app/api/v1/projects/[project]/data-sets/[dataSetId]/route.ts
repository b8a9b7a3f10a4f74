import { must } from "@/lib/base/assert";
import { findDataSet } from "@/lib/data/snapshots/data-sets";
import { serve } from "@/lib/http/serve";
import { changeDataSet } from "@/lib/operations/data-sets/change-data-set";

export const GET = serve("getDataSet", async ({ params }) => must(await findDataSet(params.dataSetId), "the data set"));

export const PUT = serve("updateDataSet", ({ viewer, params, body }) => changeDataSet(viewer, params.dataSetId, body));
