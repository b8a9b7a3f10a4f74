import { serve } from "@/lib/http/serve";
import { createQueue } from "@/lib/operations/review/queues";
import { readQueues } from "@/lib/operations/review/read-queue";

export const GET = serve("listQueues", ({ viewer, query }) => readQueues(viewer, query));

export const POST = serve("createQueue", ({ viewer, body }) => createQueue(viewer, body));
