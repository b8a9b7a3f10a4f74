import { serve } from "@/lib/http/serve";
import { seedsOfTag } from "@/lib/operations/statistics/seeds-of-tag";

export const POST = serve("seedsOfTag", ({ viewer, params, body }) => seedsOfTag(viewer, params.snapshotId, body));
