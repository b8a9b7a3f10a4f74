import { serve } from "@/lib/http/serve";
import { readInstructions } from "@/lib/operations/judging/claim-ballot";

export const GET = serve("getRatingInstructions", ({ viewer, params }) =>
  readInstructions(viewer, params.evaluationId),
);
