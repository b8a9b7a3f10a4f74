import { serve } from "@/lib/http/serve";
import { undoBulkAct } from "@/lib/operations/bulk/bulk-acts";

export const POST = serve("undoBulkAct", ({ viewer, params }) => undoBulkAct(viewer, params.bulkActId));
