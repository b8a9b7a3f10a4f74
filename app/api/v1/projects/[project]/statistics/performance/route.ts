import { serve } from "@/lib/http/serve";
import { readPerformance } from "@/lib/operations/statistics/performance";

export const GET = serve("getPerformance", ({ viewer, query }) => readPerformance(viewer, query.score));
