import { serve } from "@/lib/http/serve";
import { setComparisonGold } from "@/lib/operations/judging/read-comparison";

export const PUT = serve("setComparisonGold", ({ viewer, params, body }) =>
  setComparisonGold(viewer, params.comparisonId, body.gold),
);
