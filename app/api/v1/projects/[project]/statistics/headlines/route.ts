import { serve } from "@/lib/http/serve";
import { listHeadlines } from "@/lib/operations/statistics/headlines";

export const GET = serve("listHeadlines", ({ query }) => listHeadlines(query));
