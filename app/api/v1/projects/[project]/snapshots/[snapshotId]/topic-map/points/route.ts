import { serve } from "@/lib/http/serve";
import { readChosenPoints, takeMapPoints } from "@/lib/operations/statistics/topic-maps";

export const GET = serve("downloadMapPoints", ({ params, query }) => takeMapPoints(params.snapshotId, query));

export const POST = serve("tellMapPoints", ({ params, body }) => readChosenPoints(params.snapshotId, body));
