import { serve } from "@/lib/http/serve";
import { readCard, updateCard } from "@/lib/operations/data-sets/cards";

export const GET = serve("getCard", ({ params }) => readCard(params.snapshotId));

export const PUT = serve("updateCard", ({ viewer, params, body }) => updateCard(viewer, params.snapshotId, body));
