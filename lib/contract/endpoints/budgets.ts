import * as z from "zod";
import { budgetLimitsSchema, projectBudgetSchema } from "@/lib/domain/project-budget";
import type { Endpoint } from "../endpoint";

export const budgetEndpoints = {
  getBudget: {
    summary: "What calls to models may take in the project, and what they took; where it is used up, they wait",
    access: "member",
    scope: "read",
    response: projectBudgetSchema,
  },
  listBudgets: {
    summary: "The budget of every project of the server",
    access: "owner",
    scope: "manage",
    response: z.object({ items: z.array(z.object({ projectId: z.string(), budget: projectBudgetSchema })) }),
  },
  updateBudget: {
    summary: "Set the budget of any project, whole; what waited for it goes on by itself",
    access: "owner",
    scope: "manage",
    body: budgetLimitsSchema,
    response: projectBudgetSchema,
  },
} as const satisfies Record<string, Endpoint>;
