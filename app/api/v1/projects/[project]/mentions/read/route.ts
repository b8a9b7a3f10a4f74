import { markMentionsRead } from "@/lib/data/mentions";
import { serve } from "@/lib/http/serve";

export const POST = serve("readMentions", ({ viewer, body }) => markMentionsRead(viewer.id, body.until));
