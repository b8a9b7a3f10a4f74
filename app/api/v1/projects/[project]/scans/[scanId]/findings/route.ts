import { listFindings } from "@/lib/data/scan-findings";
import { serve } from "@/lib/http/serve";

export const GET = serve("listFindings", ({ params, query }) => listFindings(params.scanId, query));
