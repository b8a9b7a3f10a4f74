import { listAlertRules } from "@/lib/data/statistics/alert-rules";
import { serve } from "@/lib/http/serve";
import { createAlertRule } from "@/lib/operations/statistics/alerts";

export const GET = serve("listAlertRules", async () => ({ items: await listAlertRules() }));

export const POST = serve("createAlertRule", ({ viewer, body }) => createAlertRule(viewer, body));
