import { serve } from "@/lib/http/serve";
import { addQueueItems } from "@/lib/operations/review/add-queue-items";
import { readItems } from "@/lib/operations/review/read-items";

export const GET = serve("listQueueItems", ({ viewer, params, query }) => readItems(viewer, params.queueId, query));

export const POST = serve("addQueueItems", ({ params, body }) => addQueueItems(params.queueId, body));
