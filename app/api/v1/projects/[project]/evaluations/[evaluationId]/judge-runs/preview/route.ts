import { serve } from "@/lib/http/serve";
import { previewJudgeRun } from "@/lib/operations/judging/preview-judge-run";

export const POST = serve("previewJudgeRun", ({ viewer, params, body }) =>
  previewJudgeRun(viewer, params.evaluationId, body),
);
