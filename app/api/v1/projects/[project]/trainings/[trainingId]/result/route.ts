import { serve } from "@/lib/http/serve";
import { registerResult } from "@/lib/operations/training/register-result";

export const POST = serve("registerTrainingResult", ({ viewer, params, body }) =>
  registerResult(viewer, params.trainingId, body),
);
