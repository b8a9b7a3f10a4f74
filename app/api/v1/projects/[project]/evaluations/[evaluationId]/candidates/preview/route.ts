import { serve } from "@/lib/http/serve";
import { previewCandidate } from "@/lib/operations/judging/add-candidate";

export const POST = serve("previewCandidate", ({ viewer, params, body }) =>
  previewCandidate(viewer, params.evaluationId, body),
);
