import { serve } from "@/lib/http/serve";
import { readTarget, setTarget } from "@/lib/operations/statistics/targets";

export const GET = serve("getTarget", ({ params }) => readTarget(params.dataSetId));

export const PUT = serve("setTarget", ({ viewer, params, body }) => setTarget(viewer, params.dataSetId, body.target));
