import { serve } from "@/lib/http/serve";
import { readGap } from "@/lib/operations/statistics/gaps";

export const GET = serve("getGap", ({ params }) => readGap(params.gapId));
