import { listDecisions } from "@/lib/data/decisions";
import { serve } from "@/lib/http/serve";

export const GET = serve("listDecisions", async ({ viewer, params }) => ({
  items: await listDecisions(params.dialogueId, viewer),
}));
