import { serve } from "@/lib/http/serve";
import { readQueue } from "@/lib/operations/review/read-queue";
import { updateQueue } from "@/lib/operations/review/update-queue";

export const GET = serve("getQueue", ({ viewer, params }) => readQueue(viewer, params.queueId));

export const PUT = serve("updateQueue", ({ viewer, params, body }) => updateQueue(viewer, { ...params, ...body }));
