import { serve } from "@/lib/http/serve";
import { claimItem } from "@/lib/operations/review/claim-item";

export const POST = serve("claimItem", ({ viewer, params, body }) => claimItem(viewer, { ...params, ...body }));
