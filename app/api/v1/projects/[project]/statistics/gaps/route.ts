import { listGaps } from "@/lib/data/statistics/gaps";
import { serve } from "@/lib/http/serve";
import { createGap } from "@/lib/operations/statistics/gaps";

export const GET = serve("listGaps", ({ query }) => listGaps(query));

export const POST = serve("createGap", ({ viewer, body }) => createGap(viewer, body));
