import { AppError } from "@/lib/base/app-error";
import { readLiveDialogue } from "@/lib/bus/live-frames";
import { serve } from "@/lib/http/serve";

export const GET = serve("getDialogue", async ({ params }) => {
  const live = await readLiveDialogue(params.dialogueId);
  if (!live) throw new AppError("not_found", "There is no such dialogue.");
  return live;
});
