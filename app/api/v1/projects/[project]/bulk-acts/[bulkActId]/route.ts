import { serve } from "@/lib/http/serve";
import { readBulkAct } from "@/lib/operations/bulk/read-bulk-act";

export const GET = serve("getBulkAct", ({ viewer, params }) => readBulkAct(viewer, params.bulkActId));
