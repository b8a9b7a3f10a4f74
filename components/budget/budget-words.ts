import { leftOf, limitWords } from "@/lib/domain/budget-words";
import type { ProjectBudget, SpentLimit } from "@/lib/domain/project-budget";
import { formatCompact, formatMoney } from "../ui/format-number";

/** "40.00", "1.2M tokens". */
export function amountText(limit: SpentLimit, amount: number): string {
  return limitWords[limit].isMoney ? formatMoney(amount) : `${formatCompact(amount)} tokens`;
}

/** What may still be paid: "40.00 of 100.00 this month, 1.2M tokens of 2M tokens in all"; null where nothing limits it. */
export function leftText(budget: ProjectBudget): string | null {
  const left = leftOf(budget).map(
    ({ limit, of, left }) => `${amountText(limit, left)} of ${amountText(limit, of)} ${limitWords[limit].when}`,
  );
  return left.length === 0 ? null : left.join(", ");
}

type Forecast = { money: number | null; tokens: number };

/** True where something would take more than is left under one of the limits. */
export function isShort(budget: ProjectBudget, { money, tokens }: Forecast): boolean {
  return leftOf(budget).some(({ limit, left }) => (limitWords[limit].isMoney ? (money ?? 0) : tokens) > left);
}
