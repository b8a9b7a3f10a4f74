"use client";

import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import type { DraftFields } from "../ui/form/draft-fields";
import { NumberInput } from "../ui/number-input";
import { Select } from "../ui/select";
import type { ModelDraft } from "./model-draft";

/** How it is asked, what it can hold, and what it costs. Runs may override the sampling. */
export function BehaviourFields({ fields }: { fields: DraftFields<ModelDraft> }) {
  return (
    <div className="grid gap-5 sm:grid-cols-3">
      <Field label="Context window" hint="Tokens it can hold." name="contextWindow">
        <NumberInput required min={256} max={10_000_000} {...fields.text("contextWindow")} />
      </Field>
      <Field
        label="Prompt form"
        hint="Chat messages suit nearly every model; the dyadic text is for trained user simulators."
        name="rendering"
        className="sm:col-span-2"
      >
        <Select {...fields.text("rendering")}>
          <option value="chat">Chat messages</option>
          <option value="dyadic">Dyadic text, continued</option>
        </Select>
      </Field>
      <Field label="Temperature" optional hint="0 to 2." name="sampling.temperature">
        <NumberInput min={0} max={2} step="any" placeholder="0.7" {...fields.text("temperature")} />
      </Field>
      <Field label="Top p" optional hint="Above 0, up to 1." name="sampling.topP">
        <NumberInput min={0} max={1} step="any" {...fields.text("topP")} />
      </Field>
      <Field label="Longest turn" optional hint="Tokens." name="sampling.maxTokens">
        <NumberInput min={1} max={32_768} placeholder="512" {...fields.text("maxTokens")} />
      </Field>
      <Field label="Input price" hint="Per million tokens." name="inputPrice">
        <NumberInput required min={0} step="any" {...fields.text("inputPrice")} />
      </Field>
      <Field label="Output price" hint="In the same currency." name="outputPrice">
        <NumberInput required min={0} step="any" {...fields.text("outputPrice")} />
      </Field>
      <Checkbox
        className="sm:col-span-3"
        label="This server never says why it stopped"
        hint="Only then is an answer without a finish reason taken as whole. Leave it off if unsure: a cut connection looks the same."
        {...fields.flag("lenientFinish")}
      />
    </div>
  );
}
