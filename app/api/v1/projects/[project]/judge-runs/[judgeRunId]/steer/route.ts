import { serve } from "@/lib/http/serve";
import { steerJudgeRun } from "@/lib/operations/judging/judge-runs";

export const POST = serve("steerJudgeRun", ({ viewer, params, body }) =>
  steerJudgeRun(viewer, params.judgeRunId, body.act),
);
