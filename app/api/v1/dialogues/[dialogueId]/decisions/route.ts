import { listDecisions } from "@/lib/data/decisions";
import { serve } from "@/lib/http/serve";

export const GET = serve("listDecisions", async ({ params }) => ({ items: await listDecisions(params.dialogueId) }));
