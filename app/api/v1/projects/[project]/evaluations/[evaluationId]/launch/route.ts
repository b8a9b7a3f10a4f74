import { serve } from "@/lib/http/serve";
import { launchEvaluation } from "@/lib/operations/judging/launch-evaluation";

export const POST = serve("launchEvaluation", ({ viewer, params }) => launchEvaluation(viewer, params.evaluationId));
