import { serve } from "@/lib/http/serve";
import { addCandidate } from "@/lib/operations/judging/add-candidate";

export const POST = serve("addCandidate", ({ viewer, params, body }) =>
  addCandidate(viewer, params.evaluationId, body),
);
