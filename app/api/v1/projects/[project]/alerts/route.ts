import { listAlerts } from "@/lib/data/statistics/alerts";
import { serve } from "@/lib/http/serve";

export const GET = serve("listAlerts", ({ query }) => listAlerts(query));
