import { listAuditLines } from "@/lib/data/audit-lines";
import { serve } from "@/lib/http/serve";

export const GET = serve("listAuditLines", ({ query }) => listAuditLines(query));
