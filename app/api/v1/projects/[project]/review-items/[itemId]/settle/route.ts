import { serve } from "@/lib/http/serve";
import { settleItem } from "@/lib/operations/review/settle-item";

export const POST = serve("settleItem", ({ viewer, params, body }) => settleItem(viewer, { ...params, ...body }));
