import { listEvaluationItems } from "@/lib/data/judging/items";
import { serve } from "@/lib/http/serve";

export const GET = serve("listEvaluationItems", async ({ params }) => ({
  items: await listEvaluationItems(params.evaluationId),
}));
