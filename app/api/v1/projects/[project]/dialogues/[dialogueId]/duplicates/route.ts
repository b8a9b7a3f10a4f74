import { readDuplicatesOf } from "@/lib/data/duplicates/duplicate-groups";
import { serve } from "@/lib/http/serve";

export const GET = serve("getDuplicatesOf", async ({ params: { dialogueId } }) => {
  const [dialogue, opening] = await Promise.all([
    readDuplicatesOf(dialogueId, "dialogue"),
    readDuplicatesOf(dialogueId, "opening"),
  ]);
  return { dialogue, opening };
});
