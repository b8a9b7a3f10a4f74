"use client";

import { Field } from "../ui/field";
import type { DraftFields } from "../ui/form/draft-fields";
import { NumberInput } from "../ui/number-input";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";
import type { RunDraft } from "./run-draft";

/** When a dialogue ends, and what the whole run may use. */
export function LimitFields({ fields }: { fields: DraftFields<RunDraft> }) {
  const { budgetUnit } = fields.draft;
  return (
    <div className="grid gap-5 sm:grid-cols-3">
      <Field
        label="Context budget"
        hint="Tokens. A dialogue ends before the user turn that would not fit."
        name="stopRules.contextTokens"
      >
        <NumberInput required min={128} max={1_000_000} {...fields.text("contextTokens")} />
      </Field>
      <Field label="Most rounds" optional hint="Empty = no cap." name="stopRules.maxRounds">
        <NumberInput min={1} max={1_000} placeholder="no cap" {...fields.text("maxRounds")} />
      </Field>
      <Field
        label="Repetition"
        optional
        hint="Likeness to an earlier user turn that ends it, 0.5 to 1. Empty = off."
        name="stopRules.repetition"
      >
        <NumberInput min={0.5} max={1} step="any" placeholder="off" {...fields.text("repetition")} />
      </Field>
      <Field
        label="End phrases"
        optional
        hint="One a line. A user turn that holds one ends the dialogue and is left out."
        name="stopRules.endPhrases"
        className="sm:col-span-3"
      >
        <Textarea rows={2} placeholder={"goodbye\nthat is all I needed"} {...fields.text("endPhrases")} />
      </Field>
      <Field label="Hard cap" name="budget.unit" hint="Never overshot: each call is reserved before it is made.">
        <Select {...fields.text("budgetUnit")}>
          <option value="none">None</option>
          <option value="tokens">Tokens</option>
          <option value="money">Money, at catalogue prices</option>
        </Select>
      </Field>
      {budgetUnit !== "none" && (
        <Field label={budgetUnit === "tokens" ? "Tokens in all" : "Amount in all"} name="budget.amount">
          <NumberInput required min={0} step="any" {...fields.text("budgetAmount")} />
        </Field>
      )}
      <Field label="Random seed" optional hint="The same seed repeats the order of seeds." name="randomSeed">
        <NumberInput min={0} max={4_294_967_295} placeholder="drawn" {...fields.text("randomSeed")} />
      </Field>
    </div>
  );
}
