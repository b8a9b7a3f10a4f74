import { serve } from "@/lib/http/serve";
import { createJudgePass, readJudgePasses } from "@/lib/operations/judging/judge-passes";

export const GET = serve("listJudgePasses", ({ viewer, params }) => readJudgePasses(viewer, params.evaluationId));

export const POST = serve("createJudgePass", ({ viewer, params, body }) =>
  createJudgePass(viewer, params.evaluationId, body),
);
