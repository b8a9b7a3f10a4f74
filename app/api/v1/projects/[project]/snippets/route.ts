import { readSnippets } from "@/lib/data/search";
import { serve } from "@/lib/http/serve";

export const GET = serve("listSnippets", async ({ query: { q, dialogues } }) => {
  const found = await readSnippets(q, dialogues.split(","));
  return { items: [...found].map(([dialogueId, pieces]) => ({ dialogueId, pieces })) };
});
