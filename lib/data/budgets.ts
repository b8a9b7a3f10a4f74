import type { BudgetLimits, ProjectBudget, SpentLimit } from "@/lib/domain/project-budget";
import { insertAuditLine } from "./audit-lines";
import { execute, first } from "./door/execute";
import { sql } from "./door/fragment";
import { float, nothing, orNull, word } from "./door/row";
import { statement } from "./door/statement";
import { inProject, requireProject } from "./project-at-work";
import { type Queryable, transaction } from "./sql";

const isOfThisMonth = sql`s.month = date_trunc('month', now() AT TIME ZONE 'UTC')::date`;

/** Of project `p`: the limit that is used up, or null. A handful of rows, so it is asked before each call and at each claim. */
export const spentLimit = sql`(
  SELECT CASE WHEN coalesce(sum(s.money), 0) >= p.money_limit THEN 'money'
    WHEN coalesce(sum(s.tokens), 0) >= p.token_limit THEN 'tokens'
    WHEN coalesce(sum(s.money) FILTER (WHERE ${isOfThisMonth}), 0) >= p.monthly_money_limit THEN 'monthlyMoney'
    WHEN coalesce(sum(s.tokens) FILTER (WHERE ${isOfThisMonth}), 0) >= p.monthly_token_limit THEN 'monthlyTokens' END
  FROM spending s WHERE s.project_id = p.id)`;

const findSpent = statement(
  "budgets.findSpentLimit",
  { limit: orNull(word<SpentLimit>()) },
  (projectId: string) => sql`SELECT ${spentLimit} AS "limit" FROM project p WHERE p.id = ${projectId}`,
);

/** The limit of the project at work that lets no further call to a model begin, or null. */
export async function findSpentLimit(): Promise<SpentLimit | null> {
  return (await first(findSpent(requireProject())))?.limit ?? null;
}

const amounts = { money: float, monthlyMoney: float, tokens: float, monthlyTokens: float };

const findLimits = statement(
  "budgets.findLimits",
  {
    money: orNull(float),
    monthlyMoney: orNull(float),
    tokens: orNull(float),
    monthlyTokens: orNull(float),
    spentLimit: orNull(word<SpentLimit>()),
  },
  (projectId: string) => sql`
    SELECT p.money_limit AS money, p.monthly_money_limit AS "monthlyMoney", p.token_limit AS tokens,
      p.monthly_token_limit AS "monthlyTokens", ${spentLimit} AS "spentLimit"
    FROM project p WHERE p.id = ${projectId}`,
);

const sumSpending = statement(
  "budgets.sumSpending",
  amounts,
  () => sql`
    SELECT coalesce(sum(s.money), 0)::float8 AS money, coalesce(sum(s.tokens), 0)::float8 AS tokens,
      coalesce(sum(s.money) FILTER (WHERE ${isOfThisMonth}), 0)::float8 AS "monthlyMoney",
      coalesce(sum(s.tokens) FILTER (WHERE ${isOfThisMonth}), 0)::float8 AS "monthlyTokens"
    FROM spending s`,
);

/** How the budget of the project at work stands. */
export async function readBudget(): Promise<ProjectBudget> {
  const [found, spent] = await Promise.all([first(findLimits(requireProject())), first(sumSpending())]);
  if (!found || !spent) throw new Error("The project at work is gone");
  const { spentLimit, ...limits } = found;
  return { limits, spent, spentLimit };
}

const setLimits = statement(
  "budgets.setLimits",
  {},
  (projectId: string, { money, monthlyMoney, tokens, monthlyTokens }: BudgetLimits) => sql`
    UPDATE project SET money_limit = ${money}::float8, monthly_money_limit = ${monthlyMoney}::float8,
      token_limit = ${tokens}::float8, monthly_token_limit = ${monthlyTokens}::float8
    WHERE id = ${projectId}`,
);

/** Sets the limits of a project, and tells who did. */
export async function updateBudget(
  project: { id: string; name: string },
  limits: BudgetLimits,
  personId: string,
): Promise<ProjectBudget> {
  await transaction(async (tx) => {
    await execute(setLimits(project.id, limits), tx);
    await insertAuditLine({ kind: "budget_set", project, personId }, tx);
  });
  return inProject(project.id, readBudget);
}

const addSpending = statement(
  "budgets.addSpending",
  { done: nothing },
  (projectId: string, money: number, tokens: number) => sql`
    SELECT add_spending(${projectId}, ${money}::float8, ${tokens}::bigint) AS done`,
);

/** Counts a call that leaves no other trace in the project at work. */
export async function noteSpending(money: number, tokens: number, on?: Queryable): Promise<void> {
  await first(addSpending(requireProject(), money, tokens), on);
}
