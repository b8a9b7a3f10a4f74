import { listMentions } from "@/lib/data/mentions";
import { serve } from "@/lib/http/serve";

export const GET = serve("listMentions", ({ viewer, query }) => listMentions(viewer.id, query));
