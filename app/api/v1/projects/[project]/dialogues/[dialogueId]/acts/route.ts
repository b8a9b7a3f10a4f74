import { serve } from "@/lib/http/serve";
import { actInReview } from "@/lib/operations/review/dialogue-in-review";

export const POST = serve("actOnDialogue", ({ viewer, params, body }) => actInReview(viewer, { ...params, ...body }));
