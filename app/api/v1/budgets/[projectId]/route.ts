import { serve } from "@/lib/http/serve";
import { setBudget } from "@/lib/operations/budgets";

export const PUT = serve("updateBudget", ({ viewer, params, body }) => setBudget(viewer, params.projectId, body));
