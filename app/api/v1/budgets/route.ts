import { serve } from "@/lib/http/serve";
import { listBudgets } from "@/lib/operations/budgets";

export const GET = serve("listBudgets", async () => ({ items: await listBudgets() }));
