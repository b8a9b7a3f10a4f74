import { serve } from "@/lib/http/serve";
import { skipItem } from "@/lib/operations/review/assignments";

export const POST = serve("skipItem", ({ viewer, params, body }) => skipItem(viewer, { ...params, ...body }));
