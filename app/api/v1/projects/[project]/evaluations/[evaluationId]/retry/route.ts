import { serve } from "@/lib/http/serve";
import { retryResponses } from "@/lib/operations/judging/update-evaluation";

export const POST = serve("retryResponses", ({ viewer, params }) => retryResponses(viewer, params.evaluationId));
