import { serve } from "@/lib/http/serve";
import { continueBulkAct } from "@/lib/operations/bulk/continue-bulk-act";

export const POST = serve("continueBulkAct", ({ viewer, params }) => continueBulkAct(viewer, params.bulkActId));
