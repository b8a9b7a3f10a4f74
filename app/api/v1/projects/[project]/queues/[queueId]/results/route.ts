import { serve } from "@/lib/http/serve";
import { readQueueResults } from "@/lib/operations/review/read-results";

export const GET = serve("getQueueResults", ({ viewer, params }) => readQueueResults(viewer, params.queueId));
