import { serve } from "@/lib/http/serve";
import { importJudgments } from "@/lib/operations/judging/import-judgments";
import { readJudgingImports } from "@/lib/operations/judging/rulings";

export const GET = serve("listJudgingImports", ({ viewer, params, query }) =>
  readJudgingImports(viewer, params.evaluationId, query),
);

export const POST = serve("importJudgments", ({ viewer, params, query, body }) =>
  importJudgments(viewer, { ...params, ...query }, body),
);
