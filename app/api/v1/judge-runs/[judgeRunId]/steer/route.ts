import { serve } from "@/lib/http/serve";
import { steerJudgeRun } from "@/lib/operations/judging/judge-runs";

export const POST = serve("steerJudgeRun", ({ params, body }) => steerJudgeRun(params.judgeRunId, body.act));
