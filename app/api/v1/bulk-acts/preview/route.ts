import { previewBulkAct } from "@/lib/data/bulk-acts";
import { serve } from "@/lib/http/serve";

export const POST = serve("previewBulkAct", ({ body }) => previewBulkAct(body.which, body.change));
