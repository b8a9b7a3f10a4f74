import { serve } from "@/lib/http/serve";
import { retryExhibits } from "@/lib/operations/judging/update-evaluation";

export const POST = serve("retryExhibits", ({ viewer, params }) => retryExhibits(viewer, params.evaluationId));
