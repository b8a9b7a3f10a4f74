import { serve } from "@/lib/http/serve";
import { readComparison } from "@/lib/operations/judging/read-comparison";

export const GET = serve("getComparison", ({ viewer, params }) => readComparison(viewer, params.comparisonId));
