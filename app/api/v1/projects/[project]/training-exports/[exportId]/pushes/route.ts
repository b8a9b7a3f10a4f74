import { listPushes } from "@/lib/data/pushes";
import { serve } from "@/lib/http/serve";
import { createPush } from "@/lib/operations/exporting/create-export";

export const GET = serve("listPushes", ({ params, query }) => listPushes(params.exportId, query));

export const POST = serve("createPush", ({ viewer, params, body }) =>
  createPush(viewer, { exportId: params.exportId, destinationId: body.destinationId }),
);
