import { serve } from "@/lib/http/serve";
import { steerJudgePass } from "@/lib/operations/judging/judge-passes";

export const POST = serve("steerJudgePass", ({ params, body }) => steerJudgePass(params.judgePassId, body.act));
