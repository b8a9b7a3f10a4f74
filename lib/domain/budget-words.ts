import type { ProjectBudget, SpentLimit } from "./project-budget";

/** What each limit counts, and over which time. */
export const limitWords: Record<SpentLimit, { isMoney: boolean; when: "in all" | "this month" }> = {
  money: { isMoney: true, when: "in all" },
  monthlyMoney: { isMoney: true, when: "this month" },
  tokens: { isMoney: false, when: "in all" },
  monthlyTokens: { isMoney: false, when: "this month" },
};

/** Why no call begins, and when `what` ("It goes on by itself") ends that. */
export function budgetSpentWords(limit: SpentLimit, what: string): string {
  const { isMoney, when } = limitWords[limit];
  const isMonthly = when === "this month";
  const budget = `The project's budget${isMoney ? "" : " of tokens"}${isMonthly ? " for this month" : ""} is used up.`;
  return `${budget} ${what} when an owner of the server raises it${isMonthly ? ", or when the month is over (UTC)" : ""}.`;
}

/** What is left under each limit that is set. */
export function leftOf({ limits, spent }: ProjectBudget): { limit: SpentLimit; of: number; left: number }[] {
  return (Object.keys(limitWords) as SpentLimit[]).flatMap((limit) => {
    const of = limits[limit];
    return of === null ? [] : [{ limit, of, left: Math.max(0, of - spent[limit]) }];
  });
}
