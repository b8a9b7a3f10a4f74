import { serve } from "@/lib/http/serve";
import { readEvaluation } from "@/lib/operations/judging/read-evaluation";
import { deleteEvaluation, updateEvaluation } from "@/lib/operations/judging/update-evaluation";

export const GET = serve("getEvaluation", ({ viewer, params }) => readEvaluation(viewer, params.evaluationId));

export const PUT = serve("updateEvaluation", ({ viewer, params, body }) =>
  updateEvaluation(viewer, params.evaluationId, body),
);

export const DELETE = serve("deleteEvaluation", ({ params }) => deleteEvaluation(params.evaluationId));
