import { beatPresence } from "@/lib/data/presence";
import { serve } from "@/lib/http/serve";

export const POST = serve("beatPresence", async ({ viewer, params, body }) => ({
  items: await beatPresence({ dialogueId: params.dialogueId, personId: viewer.id, doing: body.doing }),
}));
