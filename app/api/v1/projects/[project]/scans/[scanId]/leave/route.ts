import { leaveFindings } from "@/lib/data/scan-findings";
import { serve } from "@/lib/http/serve";

export const POST = serve("leaveFindings", ({ params, body }) =>
  leaveFindings(params.scanId, body.positions, body.left),
);
