import { listWork } from "@/lib/data/review/assignments";
import { serve } from "@/lib/http/serve";

export const GET = serve("listAssignments", ({ viewer, params, query }) => listWork(params.queueId, viewer.id, query));
