import { serve } from "@/lib/http/serve";
import { setGold } from "@/lib/operations/review/items";

export const PUT = serve("setGold", ({ viewer, params, body }) => setGold(viewer, { ...params, ...body }));
