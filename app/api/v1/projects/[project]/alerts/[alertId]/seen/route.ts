import { seeAlert } from "@/lib/data/statistics/alerts";
import { serve } from "@/lib/http/serve";

export const POST = serve("seeAlert", ({ viewer, params }) => seeAlert(params.alertId, viewer.id));
