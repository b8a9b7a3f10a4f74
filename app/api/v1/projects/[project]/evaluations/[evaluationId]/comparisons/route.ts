import { listComparisons } from "@/lib/data/judging/comparisons";
import { serve } from "@/lib/http/serve";
import { openResults } from "@/lib/operations/judging/read-evaluation";

export const GET = serve("listComparisons", async ({ viewer, params, query }) => {
  await openResults(viewer, params.evaluationId);
  return listComparisons(params.evaluationId, query);
});
