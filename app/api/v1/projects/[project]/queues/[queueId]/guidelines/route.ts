import { listGuidelines } from "@/lib/data/review/guidelines";
import { serve } from "@/lib/http/serve";
import { createGuideline } from "@/lib/operations/review/queues";

export const GET = serve("listGuidelines", ({ params, query }) => listGuidelines(params.queueId, query));

export const POST = serve("createGuideline", ({ viewer, params, body }) =>
  createGuideline(viewer, { ...params, ...body }),
);
