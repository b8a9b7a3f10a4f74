import { serve } from "@/lib/http/serve";
import { exportEvaluation } from "@/lib/operations/judging/export-evaluation";

export const GET = serve("exportEvaluation", ({ viewer, params, query }) =>
  exportEvaluation(viewer, params.evaluationId, query),
);
