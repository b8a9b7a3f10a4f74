import { serve } from "@/lib/http/serve";
import { reopenItem } from "@/lib/operations/review/items";

export const POST = serve("reopenItem", ({ viewer, params }) => reopenItem(viewer, params.itemId));
