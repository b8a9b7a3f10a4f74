import { serve } from "@/lib/http/serve";
import { readClusterDialogues } from "@/lib/operations/statistics/gaps";

export const GET = serve("getClusterDialogues", ({ params, query }) => readClusterDialogues(params.gapId, query));
