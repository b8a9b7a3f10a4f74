"use client";

import { useQuery } from "@tanstack/react-query";
import { seedSetQueries } from "@/lib/client/queries/seed-set-queries";
import type { ListedModel } from "@/lib/domain/model";
import { BudgetLeft } from "../budget/budget-left";
import { Field } from "../ui/field";
import type { DraftFields } from "../ui/form/draft-fields";
import { Form } from "../ui/form/form";
import { FormEnd, SubmitButton } from "../ui/form/form-end";
import { useForm } from "../ui/form/use-form";
import { formatCompact, formatDuration, formatMoney, formatNumber } from "../ui/format-number";
import { Input } from "../ui/input";
import { NumberInput } from "../ui/number-input";
import { Panel } from "../ui/panel";
import { Quantity } from "../ui/quantity";
import { Select } from "../ui/select";
import { Stat } from "../ui/stat";
import { Textarea } from "../ui/textarea";
import { assumed, type Forecast, forecastRun, type RunBody, type RunDraft, runBodyOf } from "./run-draft";
import { SideFields } from "./side-fields";

type RunFormProps = {
  initial: RunDraft;
  models: ListedModel[];
  /** A new run is a page of its own once it is saved. */
  leaves?: boolean;
  /** Rejects when it was refused. */
  save: (body: RunBody, launch: boolean) => Promise<void>;
};

/** Sets up a run; saved as a draft or launched at once. */
export function RunForm({ initial, models, leaves, save }: RunFormProps) {
  const form = useForm({ initial, leaves, send: (draft, by) => save(runBodyOf(draft), by === "launch") });
  const body = runBodyOf(form.draft);
  const modelOf = (id: string) => models.find((model) => model.id === id);
  const forecast = forecastRun(body, modelOf(body.simulatorId), modelOf(body.assistantId));
  return (
    <Form form={form} guarded className="space-y-5">
      <Panel>
        <BasicsFields fields={form} />
      </Panel>
      <div className="grid gap-5 lg:grid-cols-2">
        <Panel title="User simulator">
          <SideFields side="simulator" models={models} fields={form.part("simulator")} />
        </Panel>
        <Panel title="Assistant">
          <SideFields side="assistant" models={models} fields={form.part("assistant")} />
        </Panel>
      </div>
      <Panel title="Limits">
        <LimitFields fields={form} />
      </Panel>
      <Panel title="Forecast">
        <ForecastView forecast={forecast} />
        <BudgetLeft
          what="This run"
          forecast={forecast && { money: forecast.cost, tokens: forecast.inputTokens + forecast.outputTokens }}
        />
      </Panel>
      <FormEnd>
        <SubmitButton value="draft" variant="secondary">
          Save as draft
        </SubmitButton>
        <SubmitButton value="launch">Launch</SubmitButton>
      </FormEnd>
    </Form>
  );
}

/** What the run is called, what it starts from, how much of it. */
function BasicsFields({ fields }: { fields: DraftFields<RunDraft> }) {
  const seedSets = useQuery(seedSetQueries.whole());
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field label="Name" name="name" className="sm:col-span-2">
        <Input required maxLength={200} placeholder="Travel questions, first try" {...fields.text("name")} />
      </Field>
      <Field
        label="Begins with"
        hint="A seed set gives the first question, or the whole first round. Without one the user simulator opens."
        name="seedSetId"
        className="sm:col-span-2"
      >
        <Select {...fields.text("seedSetId")}>
          <option value="">Nothing: the user simulator opens</option>
          {seedSets.data?.map(({ id, name, size, kind }) => (
            <option key={id} value={id}>
              {name} ({formatNumber(size)} {kind === "round" ? "rounds" : "questions"})
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Dialogues" hint="Up to 1,000,000." name="dialogues">
        <NumberInput required min={1} max={1_000_000} {...fields.text("dialogues")} />
      </Field>
      <Field label="At a time" hint="Dialogues written side by side." name="concurrency">
        <NumberInput required min={1} max={1_000} {...fields.text("concurrency")} />
      </Field>
    </div>
  );
}

/** What the run will take, with what that rests on. */
function ForecastView({ forecast }: { forecast: Forecast | null }) {
  if (!forecast) return <p className="text-ink-faint text-sm">Fill in the numbers to see what it will take.</p>;
  return (
    <>
      <dl className="grid grid-cols-2 gap-4 sm:grid-cols-4">
        <Stat name="Rounds each, about">
          <Quantity value={forecast.rounds} unit="" />
        </Stat>
        <Stat name="Tokens written, about">
          <Quantity value={forecast.outputTokens} unit="" format={formatCompact} />
        </Stat>
        <Stat name="Cost, about">
          <Quantity value={forecast.cost} unit="" format={formatMoney} why="no prices in the catalogue" />
        </Stat>
        <Stat name="Time, about">
          <Quantity value={forecast.seconds * 1000} unit="" format={formatDuration} />
        </Stat>
      </dl>
      <p className="mt-3 text-ink-faint text-xs">
        If user turns take {assumed.userTokens} tokens, answers {assumed.assistantTokens}, each dialogue is written at{" "}
        {assumed.tokensPerSecond} tokens/s and goes on until a limit above ends it;{" "}
        {formatCompact(forecast.inputTokens)} tokens are read.
      </p>
    </>
  );
}

/** When a dialogue ends, and what the whole run may use. */
function LimitFields({ fields }: { fields: DraftFields<RunDraft> }) {
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
