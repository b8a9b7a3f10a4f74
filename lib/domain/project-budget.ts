import * as z from "zod";

const amount = z.number().min(0, "Not less than 0").max(1_000_000_000_000).nullable();

/** What calls to models may take in a project, at the catalogue's prices and in tokens read and written. null: no limit. */
export const budgetLimitsSchema = z.strictObject({
  money: amount,
  monthlyMoney: amount,
  tokens: amount,
  monthlyTokens: amount,
});
export type BudgetLimits = z.infer<typeof budgetLimitsSchema>;

export const spentLimitSchema = budgetLimitsSchema.keyof();
/** The limit that lets no further call begin. */
export type SpentLimit = z.infer<typeof spentLimitSchema>;

/** How the budget of a project stands. Months begin at midnight in UTC. */
export const projectBudgetSchema = z.object({
  limits: budgetLimitsSchema,
  /** In all, and in this month. */
  spent: z.object({ money: z.number(), monthlyMoney: z.number(), tokens: z.number(), monthlyTokens: z.number() }),
  /** The limit that is used up; null while calls may begin. */
  spentLimit: spentLimitSchema.nullable(),
});
export type ProjectBudget = z.infer<typeof projectBudgetSchema>;
