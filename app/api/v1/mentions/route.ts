import { listMentions } from "@/lib/data/mentions";
import { serve } from "@/lib/http/serve";

export const GET = serve("listMentions", async ({ viewer }) => ({ items: await listMentions(viewer.id, 50) }));
