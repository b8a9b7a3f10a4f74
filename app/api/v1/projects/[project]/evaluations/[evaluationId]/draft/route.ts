import { serve } from "@/lib/http/serve";
import { reviseDraft } from "@/lib/operations/judging/revise-draft";

export const PUT = serve("reviseDraft", ({ viewer, params, body }) => reviseDraft(viewer, params.evaluationId, body));
