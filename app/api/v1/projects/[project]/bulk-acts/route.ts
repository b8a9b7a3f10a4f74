import { listBulkActs } from "@/lib/data/bulk-acts";
import { serve } from "@/lib/http/serve";
import { createBulkAct } from "@/lib/operations/bulk/bulk-acts";

export const GET = serve("listBulkActs", async ({ viewer }) => ({ items: await listBulkActs(viewer.id) }));

export const POST = serve("createBulkAct", ({ viewer, body }) => createBulkAct(viewer, body.which, body.change));
