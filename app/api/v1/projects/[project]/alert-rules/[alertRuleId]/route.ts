import { removeAlertRule } from "@/lib/data/statistics/alert-rules";
import { serve } from "@/lib/http/serve";

export const DELETE = serve("removeAlertRule", ({ params }) => removeAlertRule(params.alertRuleId));
