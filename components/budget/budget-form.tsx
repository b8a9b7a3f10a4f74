"use client";

import { useQuery } from "@tanstack/react-query";
import { useUpdateBudget } from "@/lib/client/mutations/project-mutations";
import { projectQueries } from "@/lib/client/queries/project-queries";
import { limitWords } from "@/lib/domain/budget-words";
import type { BudgetLimits, ProjectBudget, SpentLimit } from "@/lib/domain/project-budget";
import { useProject } from "../layout/project-context";
import { QueryError } from "../layout/query-error";
import { useMay } from "../layout/viewer-context";
import { Field } from "../ui/field";
import { Form } from "../ui/form/form";
import { FormFailure, SubmitButton } from "../ui/form/form-end";
import { optionalNumber } from "../ui/form/typed-text";
import { useForm } from "../ui/form/use-form";
import { NumberInput } from "../ui/number-input";
import { Panel } from "../ui/panel";
import { ProgressBar } from "../ui/progress-bar";
import { SkeletonRows } from "../ui/skeleton";
import { doneToast } from "../ui/toasts";
import { amountText } from "./budget-words";

const labels: Record<SpentLimit, string> = {
  money: "Money in all",
  monthlyMoney: "Money each month",
  tokens: "Tokens in all",
  monthlyTokens: "Tokens each month",
};
const order: SpentLimit[] = ["monthlyMoney", "money", "monthlyTokens", "tokens"];

type BudgetFormProps = { projectId: string; budget: ProjectBudget; onDone?: () => void };

/** An owner of the server sets what calls to models may take in a project; what is left empty limits nothing. */
export function BudgetForm({ projectId, budget: { limits, spent }, onDone }: BudgetFormProps) {
  const update = useUpdateBudget(projectId);
  const form = useForm({
    initial: () => typed(limits),
    send: async (draft) => {
      const saved = await update.mutateAsync(limitsOf(draft));
      doneToast("Budget saved");
      onDone?.();
      return typed(saved.limits);
    },
  });
  return (
    <Form form={form} className="space-y-4">
      <div className="grid gap-4 sm:grid-cols-2">
        {order.map((limit) => (
          <Field
            key={limit}
            label={labels[limit]}
            name={limit}
            optional
            hint={spentText(limit, spent[limit], limits[limit])}
          >
            <NumberInput min={0} step="any" placeholder="no limit" {...form.text(limit)} />
          </Field>
        ))}
      </div>
      <div className="flex flex-wrap items-center justify-end gap-3">
        <FormFailure className="min-w-0 flex-1" />
        <SubmitButton variant="secondary">Save the budget</SubmitButton>
      </div>
    </Form>
  );
}

function spentText(limit: SpentLimit, spent: number, of: number | null): string {
  const text = `${amountText(limit, spent)} spent ${limitWords[limit].when}`;
  return of !== null && spent >= of ? `${text}: used up` : text;
}

type Draft = Record<SpentLimit, string>;

function typed({ money, monthlyMoney, tokens, monthlyTokens }: BudgetLimits): Draft {
  const text = (amount: number | null) => `${amount ?? ""}`;
  return {
    money: text(money),
    monthlyMoney: text(monthlyMoney),
    tokens: text(tokens),
    monthlyTokens: text(monthlyTokens),
  };
}

function limitsOf({ money, monthlyMoney, tokens, monthlyTokens }: Draft): BudgetLimits {
  const amount = (text: string) => optionalNumber(text) ?? null;
  return {
    money: amount(money),
    monthlyMoney: amount(monthlyMoney),
    tokens: amount(tokens),
    monthlyTokens: amount(monthlyTokens),
  };
}

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
