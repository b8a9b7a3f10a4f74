"use client";

import { useQuery } from "@tanstack/react-query";
import { projectQueries } from "@/lib/client/queries/project-queries";
import { limitWords } from "@/lib/domain/budget-words";
import type { ProjectBudget, SpentLimit } from "@/lib/domain/project-budget";
import { useProject } from "../layout/project-context";
import { QueryError } from "../layout/query-error";
import { useMay } from "../layout/viewer-context";
import { Panel } from "../ui/panel";
import { ProgressBar } from "../ui/progress-bar";
import { SkeletonRows } from "../ui/skeleton";
import { BudgetForm } from "./budget-form";
import { amountText } from "./budget-words";

/** What calls to models may take in this project and what they took, for its leads; owners of the server set it. */
export function BudgetPanel() {
  const place = useProject();
  const mayManage = useMay("project.manage");
  const budget = useQuery(projectQueries.budget());
  if (!place || !(mayManage || place.isOwner)) return null;
  return (
    <Panel
      title="Budget"
      description="What calls to models may take in this project: turns, answers, judgments, tests. Once it is used up, what calls models waits, and nothing is lost. Months are counted in UTC."
    >
      {budget.isPending && <SkeletonRows rows={2} label="Reading the budget" />}
      {budget.isError && <QueryError what="the budget" error={budget.error} onRetry={() => budget.refetch()} />}
      {budget.data &&
        (place.isOwner ? (
          <BudgetForm projectId={place.project.id} budget={budget.data} />
        ) : (
          <Standing budget={budget.data} />
        ))}
    </Panel>
  );
}

function Standing({ budget: { limits, spent } }: { budget: ProjectBudget }) {
  const set = (Object.keys(limitWords) as SpentLimit[]).filter((limit) => limits[limit] !== null);
  if (set.length === 0)
    return (
      <p className="text-sm">
        No limit; {amountText("money", spent.money)} and {amountText("tokens", spent.tokens)} spent so far. An owner of
        the server can set one.
      </p>
    );
  return (
    <ul aria-label="Spent" className="space-y-3">
      {set.map((limit) => (
        <Line key={limit} limit={limit} spent={spent[limit]} of={limits[limit] ?? 0} />
      ))}
    </ul>
  );
}

function Line({ limit, spent, of }: { limit: SpentLimit; spent: number; of: number }) {
  const { when } = limitWords[limit];
  return (
    <li className="space-y-1.5 text-sm">
      <p className="tabular-nums first-letter:uppercase">
        {amountText(limit, spent, of)} spent {when}
        {spent >= of && <span className="font-medium text-warn">, used up</span>}
      </p>
      <ProgressBar
        label={`${amountText(limit, of)} ${when}`}
        value={Math.min(spent, of)}
        max={of}
        tone={spent >= of ? "warn" : "accent"}
      />
    </li>
  );
}
