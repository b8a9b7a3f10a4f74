import { serve } from "@/lib/http/serve";
import { queuesOfDialogue } from "@/lib/operations/review/dialogue-in-review";

export const GET = serve("listQueuesOfDialogue", async ({ viewer, params }) => ({
  items: await queuesOfDialogue(viewer, params.dialogueId),
}));
