"use client";

import type { FieldErrors } from "@/lib/base/app-error";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import type { ModelDraft } from "./model-draft";

type BehaviourFieldsProps = {
  draft: ModelDraft;
  change: (patch: Partial<ModelDraft>) => void;
  errors: FieldErrors;
};

/** How it is asked, what it can hold, and what it costs. Runs may override the sampling. */
export function BehaviourFields({ draft, change, errors }: BehaviourFieldsProps) {
  return (
    <div className="grid gap-5 sm:grid-cols-3">
      <Field label="Context window" hint="Tokens it can hold." error={errors.contextWindow}>
        <Input
          type="number"
          required
          min={256}
          max={10_000_000}
          inputMode="numeric"
          value={draft.contextWindow}
          onChange={(e) => change({ contextWindow: e.target.value })}
        />
      </Field>
      <Field
        label="Prompt form"
        hint="Chat messages suit nearly every model; the dyadic text is for trained user simulators."
        error={errors.rendering}
        className="sm:col-span-2"
      >
        <Select
          value={draft.rendering}
          onChange={(e) => change({ rendering: e.target.value === "dyadic" ? "dyadic" : "chat" })}
        >
          <option value="chat">Chat messages</option>
          <option value="dyadic">Dyadic text, continued</option>
        </Select>
      </Field>
      <Field label="Temperature" optional hint="0 to 2." error={errors["sampling.temperature"]}>
        <Input
          type="number"
          min={0}
          max={2}
          step="any"
          placeholder="0.7"
          value={draft.temperature}
          onChange={(e) => change({ temperature: e.target.value })}
        />
      </Field>
      <Field label="Top p" optional hint="Above 0, up to 1." error={errors["sampling.topP"]}>
        <Input
          type="number"
          min={0}
          max={1}
          step="any"
          value={draft.topP}
          onChange={(e) => change({ topP: e.target.value })}
        />
      </Field>
      <Field label="Longest turn" optional hint="Tokens." error={errors["sampling.maxTokens"]}>
        <Input
          type="number"
          min={1}
          max={32_768}
          placeholder="512"
          value={draft.maxTokens}
          onChange={(e) => change({ maxTokens: e.target.value })}
        />
      </Field>
      <Field label="Input price" hint="Per million tokens." error={errors.inputPrice}>
        <Input
          type="number"
          required
          min={0}
          step="any"
          value={draft.inputPrice}
          onChange={(e) => change({ inputPrice: e.target.value })}
        />
      </Field>
      <Field label="Output price" hint="In the same currency." error={errors.outputPrice}>
        <Input
          type="number"
          required
          min={0}
          step="any"
          value={draft.outputPrice}
          onChange={(e) => change({ outputPrice: e.target.value })}
        />
      </Field>
      <Checkbox
        className="sm:col-span-3"
        label="This server never says why it stopped"
        hint="Only then is an answer without a finish reason taken as whole. Leave it off if unsure: a cut connection looks the same."
        checked={draft.lenientFinish}
        onChange={(e) => change({ lenientFinish: e.target.checked })}
      />
    </div>
  );
}
