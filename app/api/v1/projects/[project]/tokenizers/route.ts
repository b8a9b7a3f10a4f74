import { serve } from "@/lib/http/serve";
import { addTokenizer, readTokenizers } from "@/lib/operations/tokenizers/tokenizers";

export const GET = serve("listTokenizers", async ({ viewer, query }) => ({
  items: await readTokenizers(viewer, query),
}));

export const POST = serve("addTokenizer", ({ viewer, body }) => addTokenizer(viewer, body));
