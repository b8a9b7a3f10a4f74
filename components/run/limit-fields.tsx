"use client";

import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";
import type { DraftFieldsProps } from "./basics-fields";
import type { RunDraft } from "./run-draft";

/** When a dialogue ends, and what the whole run may use. */
export function LimitFields({ draft, change, errors }: DraftFieldsProps) {
  return (
    <div className="grid gap-5 sm:grid-cols-3">
      <Field
        label="Context budget"
        hint="Tokens. A dialogue ends before the user turn that would not fit."
        error={errors["stopRules.contextTokens"]}
      >
        <Input
          type="number"
          required
          min={128}
          max={1_000_000}
          inputMode="numeric"
          value={draft.contextTokens}
          onChange={(event) => change({ contextTokens: event.target.value })}
        />
      </Field>
      <Field label="Most rounds" optional hint="Empty = no cap." error={errors["stopRules.maxRounds"]}>
        <Input
          type="number"
          min={1}
          max={1_000}
          inputMode="numeric"
          placeholder="no cap"
          value={draft.maxRounds}
          onChange={(event) => change({ maxRounds: event.target.value })}
        />
      </Field>
      <Field
        label="Repetition"
        optional
        hint="Likeness to an earlier user turn that ends it, 0.5 to 1. Empty = off."
        error={errors["stopRules.repetition"]}
      >
        <Input
          type="number"
          min={0.5}
          max={1}
          step="any"
          placeholder="off"
          value={draft.repetition}
          onChange={(event) => change({ repetition: event.target.value })}
        />
      </Field>
      <Field
        label="End phrases"
        optional
        hint="One a line. A user turn that holds one ends the dialogue and is left out."
        error={errors["stopRules.endPhrases"]}
        className="sm:col-span-3"
      >
        <Textarea
          rows={2}
          placeholder={"goodbye\nthat is all I needed"}
          value={draft.endPhrases}
          onChange={(event) => change({ endPhrases: event.target.value })}
        />
      </Field>
      <Field label="Hard cap" hint="Never overshot: each call is reserved before it is made.">
        <Select value={draft.budgetUnit} onChange={(event) => change({ budgetUnit: unitOf(event.target.value) })}>
          <option value="none">None</option>
          <option value="tokens">Tokens</option>
          <option value="money">Money, at catalogue prices</option>
        </Select>
      </Field>
      {draft.budgetUnit !== "none" && (
        <Field
          label={draft.budgetUnit === "tokens" ? "Tokens in all" : "Amount in all"}
          error={errors["budget.amount"] ?? errors.budget}
        >
          <Input
            type="number"
            required
            min={0}
            step="any"
            value={draft.budgetAmount}
            onChange={(event) => change({ budgetAmount: event.target.value })}
          />
        </Field>
      )}
      <Field label="Random seed" optional hint="The same seed repeats the order of seeds." error={errors.randomSeed}>
        <Input
          type="number"
          min={0}
          max={4_294_967_295}
          placeholder="drawn"
          value={draft.randomSeed}
          onChange={(event) => change({ randomSeed: event.target.value })}
        />
      </Field>
    </div>
  );
}

function unitOf(value: string): RunDraft["budgetUnit"] {
  return value === "tokens" || value === "money" ? value : "none";
}
