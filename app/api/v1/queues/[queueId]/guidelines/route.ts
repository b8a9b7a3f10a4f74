import { listGuidelines } from "@/lib/data/review/guidelines";
import { serve } from "@/lib/http/serve";
import { createGuideline } from "@/lib/operations/review/queues";

export const GET = serve("listGuidelines", async ({ params }) => ({ items: await listGuidelines(params.queueId) }));

export const POST = serve("createGuideline", ({ viewer, params, body }) =>
  createGuideline(viewer, { ...params, ...body }),
);
