import { serve } from "@/lib/http/serve";
import { askDetector, estimateDetector } from "@/lib/operations/statistics/ask-detector";
import { measuredBy } from "@/lib/operations/statistics/corpus-figures";

export const GET = serve("estimateDetector", ({ query }) => estimateDetector(measuredBy(query), query.modelId));

export const POST = serve("askDetector", ({ viewer, body }) => askDetector(viewer, measuredBy(body), body.modelId));
