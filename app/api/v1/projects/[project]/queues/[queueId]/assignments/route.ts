import { serve } from "@/lib/http/serve";
import { readOwnWork } from "@/lib/operations/review/read-queue";

export const GET = serve("listAssignments", ({ viewer, params, query }) => readOwnWork(viewer, params.queueId, query));
