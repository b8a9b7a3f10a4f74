import { previewBulkAct } from "@/lib/data/bulk-preview";
import { serve } from "@/lib/http/serve";

export const POST = serve("previewBulkAct", ({ body }) => previewBulkAct(body.which, body.change));
