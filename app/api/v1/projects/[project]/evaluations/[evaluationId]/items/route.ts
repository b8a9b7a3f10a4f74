import { pageEvaluationItems } from "@/lib/data/judging/items";
import { serve } from "@/lib/http/serve";

export const GET = serve("listEvaluationItems", ({ params, query }) => pageEvaluationItems(params.evaluationId, query));
