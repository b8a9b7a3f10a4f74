"use client";

import { useUpdateBudget } from "@/lib/client/mutations/project-mutations";
import { limitWords } from "@/lib/domain/budget-words";
import type { BudgetLimits, ProjectBudget, SpentLimit } from "@/lib/domain/project-budget";
import { Field } from "../ui/field";
import { Form } from "../ui/form/form";
import { FormFailure, SubmitButton } from "../ui/form/form-end";
import { optionalNumber } from "../ui/form/typed-text";
import { useForm } from "../ui/form/use-form";
import { NumberInput } from "../ui/number-input";
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
