import { leftOf, limitWords } from "@/lib/domain/budget-words";
import type { ProjectBudget, SpentLimit } from "@/lib/domain/project-budget";
import { formatCompact, formatMoney } from "../ui/format-number";

/** "money 40.00", "1.2M tokens"; of something: "money 40.00 of 100.00". */
export function amountText(limit: SpentLimit, amount: number, of?: number): string {
  const { isMoney } = limitWords[limit];
  const text = (value: number) => (isMoney ? formatMoney(value) : formatCompact(value));
  const part = of === undefined ? text(amount) : `${text(amount)} of ${text(of)}`;
  return isMoney ? `money ${part}` : `${part} tokens`;
}

/** What may still be paid: "money 40.00 of 100.00 this month, 1.2M of 2M tokens in all"; null where nothing limits it. */
export function leftText(budget: ProjectBudget): string | null {
  const left = leftOf(budget).map(({ limit, of, left }) => `${amountText(limit, left, of)} ${limitWords[limit].when}`);
  return left.length === 0 ? null : left.join(", ");
}

type Forecast = { money: number | null; tokens: number };

/** True where something would take more than is left under one of the limits. */
export function isShort(budget: ProjectBudget, { money, tokens }: Forecast): boolean {
  return leftOf(budget).some(({ limit, left }) => (limitWords[limit].isMoney ? (money ?? 0) : tokens) > left);
}
