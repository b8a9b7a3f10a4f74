import { readBudget } from "@/lib/data/budgets";
import { serve } from "@/lib/http/serve";

export const GET = serve("getBudget", () => readBudget());
