import { serve } from "@/lib/http/serve";
import { askForTopicMap, readTopicMap } from "@/lib/operations/statistics/topic-maps";

export const GET = serve("getTopicMap", ({ params, query }) => readTopicMap(params.snapshotId, query));

export const POST = serve("drawTopicMap", ({ viewer, params, body }) =>
  askForTopicMap(viewer, params.snapshotId, body),
);
