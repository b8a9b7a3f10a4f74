import { listTags } from "@/lib/data/dialogues";
import { serve } from "@/lib/http/serve";

export const GET = serve("listTags", async () => ({ items: await listTags() }));
