import { listDecisions } from "@/lib/data/decisions";
import { serve } from "@/lib/http/serve";

export const GET = serve("listDecisions", ({ viewer, params, query }) =>
  listDecisions(params.dialogueId, viewer, query),
);
