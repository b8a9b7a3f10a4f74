import { serve } from "@/lib/http/serve";
import { readEvaluationResults } from "@/lib/operations/judging/read-evaluation-results";

export const GET = serve("getEvaluationResults", ({ viewer, params, query }) =>
  readEvaluationResults(viewer, params.evaluationId, query),
);
