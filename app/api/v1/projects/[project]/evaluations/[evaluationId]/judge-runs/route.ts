import { serve } from "@/lib/http/serve";
import { createJudgeRun, readJudgeRuns } from "@/lib/operations/judging/judge-runs";

export const GET = serve("listJudgeRuns", ({ viewer, params, query }) =>
  readJudgeRuns(viewer, params.evaluationId, query),
);

export const POST = serve("createJudgeRun", ({ viewer, params, body }) =>
  createJudgeRun(viewer, params.evaluationId, body),
);
