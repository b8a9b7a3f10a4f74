import { serve } from "@/lib/http/serve";
import { previewJudgePass } from "@/lib/operations/judging/preview-judge-pass";

export const POST = serve("previewJudgePass", ({ viewer, params, body }) =>
  previewJudgePass(viewer, params.evaluationId, body),
);
