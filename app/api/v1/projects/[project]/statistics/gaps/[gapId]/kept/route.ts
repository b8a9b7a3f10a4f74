import { serve } from "@/lib/http/serve";
import { keepCluster } from "@/lib/operations/statistics/gaps";

export const POST = serve("keepCluster", ({ viewer, params, body }) => keepCluster(viewer, params.gapId, body));
