"use client";

import type { ListedModel } from "@/lib/domain/model";
import { Field } from "../ui/field";
import type { DraftFields } from "../ui/form/draft-fields";
import { NumberInput } from "../ui/number-input";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";
import type { SideDraft } from "./run-draft";

type SideFieldsProps = {
  side: "simulator" | "assistant";
  models: ListedModel[];
  fields: DraftFields<SideDraft>;
};

const prompts = {
  simulator: "Who the user is and what they want. Left empty, the model plays a person as it was trained to.",
  assistant: "What the assistant is told before it answers. Left empty, it is told nothing.",
} as const;

/** Which model plays a side, and how. */
export function SideFields({ side, models, fields }: SideFieldsProps) {
  const chosen = models.find(({ id }) => id === fields.draft.modelId);
  const trainedOn = side === "simulator" ? "user" : "assistant";
  const defaults = chosen?.sampling ?? {};
  return (
    <div className="space-y-5">
      <Field
        label="Model"
        name={`${side}Id`}
        hint={
          chosen?.lastTest === "failed"
            ? "Its last connection test failed. Test it again before dialogues wait for it."
            : chosen && chosen.trainedOn !== null && chosen.trainedOn !== trainedOn
              ? `This one was trained to speak as the ${chosen.trainedOn}.`
              : undefined
        }
      >
        <Select required {...fields.text("modelId")}>
          <option value="">Choose a model</option>
          {models.map(({ id, name, lastTest }) => (
            <option key={id} value={id}>
              {name}
              {lastTest === "failed" && " (last test failed)"}
            </option>
          ))}
        </Select>
      </Field>
      <div className="grid grid-cols-3 gap-4">
        <Field label="Temperature" name={`${side}Sampling.temperature`}>
          <NumberInput
            min={0}
            max={2}
            step="any"
            placeholder={`${defaults.temperature ?? 0.7}`}
            {...fields.text("temperature")}
          />
        </Field>
        <Field label="Top p" name={`${side}Sampling.topP`}>
          <NumberInput min={0} max={1} step="any" placeholder={`${defaults.topP ?? "off"}`} {...fields.text("topP")} />
        </Field>
        <Field label="Longest turn" name={`${side}Sampling.maxTokens`}>
          <NumberInput
            min={1}
            max={32_768}
            placeholder={`${defaults.maxTokens ?? 512}`}
            {...fields.text("maxTokens")}
          />
        </Field>
      </div>
      <Field label="System prompt" optional hint={prompts[side]} name={`${side}Prompt`}>
        <Textarea maxLength={20_000} className="max-h-80" {...fields.text("prompt")} />
      </Field>
    </div>
  );
}
