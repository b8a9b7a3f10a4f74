import { serve } from "@/lib/http/serve";
import { importJudgments } from "@/lib/operations/judging/import-judgments";

export const POST = serve("importJudgments", ({ viewer, params, body }) =>
  importJudgments(viewer, { ...params, ...body }, body.text),
);
