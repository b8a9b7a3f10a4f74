import { serve } from "@/lib/http/serve";
import { updateQueue } from "@/lib/operations/review/queues";
import { readQueue } from "@/lib/operations/review/read-queue";

export const GET = serve("getQueue", ({ viewer, params }) => readQueue(viewer, params.queueId));

export const PUT = serve("updateQueue", ({ viewer, params, body }) => updateQueue(viewer, { ...params, ...body }));
