import { serve } from "@/lib/http/serve";
import { readOverview } from "@/lib/operations/statistics/read-overview";

export const GET = serve("getOverview", () => readOverview());
