import { serve } from "@/lib/http/serve";
import { importJudgments } from "@/lib/operations/judging/import-judgments";

export const POST = serve("importJudgments", ({ viewer, params, query, body }) =>
  importJudgments(viewer, { ...params, ...query }, body),
);
