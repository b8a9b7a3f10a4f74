import { serve } from "@/lib/http/serve";
import { readItem } from "@/lib/operations/review/read-items";

export const GET = serve("getQueueItem", ({ viewer, params }) => readItem(viewer, params.itemId));
