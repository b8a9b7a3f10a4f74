"use client";

import { useQuery } from "@tanstack/react-query";
import { projectQueries } from "@/lib/client/queries/project-queries";
import { cx } from "../ui/cx";
import { isShort, leftText } from "./budget-words";

type BudgetLeftProps = {
  /** What is about to be launched: "This run". */
  what: string;
  /** What it may take; null as long as nobody knows. */
  forecast: { money: number | null; tokens: number } | null;
};

/** Before a launch: what is left of the project's budget, and whether that may be too little. Nothing where nothing limits it. */
export function BudgetLeft({ what, forecast }: BudgetLeftProps) {
  const { data: budget } = useQuery(projectQueries.budget());
  const left = budget && leftText(budget);
  if (!left) return null;
  const short = forecast !== null && isShort(budget, forecast);
  return (
    <p className={cx("mt-3 text-sm", short ? "font-medium text-warn" : "text-ink-soft")}>
      Left of the project's budget: {left}.
      {short && ` ${what} may take more; it would wait there until the budget is raised.`}
    </p>
  );
}
