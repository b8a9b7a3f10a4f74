"use client";

import type { FieldErrors } from "@/lib/base/app-error";
import type { Model } from "@/lib/domain/model";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";
import type { SideDraft } from "./run-draft";

type SideFieldsProps = {
  side: "simulator" | "assistant";
  models: Model[];
  value: SideDraft;
  change: (value: SideDraft) => void;
  errors: FieldErrors;
};

const prompts = {
  simulator: "Who the user is and what they want. Left empty, the model plays a person as it was trained to.",
  assistant: "What the assistant is told before it answers. Left empty, it is told nothing.",
} as const;

/** Which model plays a side, and how. */
export function SideFields({ side, models, value, change, errors }: SideFieldsProps) {
  const chosen = models.find(({ id }) => id === value.modelId);
  const trainedOn = side === "simulator" ? "user" : "assistant";
  const defaults = chosen?.sampling ?? {};
  const set = (patch: Partial<SideDraft>) => change({ ...value, ...patch });
  return (
    <div className="space-y-5">
      <Field
        label="Model"
        error={errors[`${side}Id`]}
        hint={
          chosen && chosen.trainedOn !== null && chosen.trainedOn !== trainedOn
            ? `This one was trained to speak as the ${chosen.trainedOn}.`
            : undefined
        }
      >
        <Select required value={value.modelId} onChange={(event) => set({ modelId: event.target.value })}>
          <option value="">Choose a model</option>
          {models.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <div className="grid grid-cols-3 gap-4">
        <Field label="Temperature" error={errors[`${side}Sampling.temperature`]}>
          <Input
            type="number"
            min={0}
            max={2}
            step="any"
            placeholder={`${defaults.temperature ?? 0.7}`}
            value={value.temperature}
            onChange={(event) => set({ temperature: event.target.value })}
          />
        </Field>
        <Field label="Top p" error={errors[`${side}Sampling.topP`]}>
          <Input
            type="number"
            min={0}
            max={1}
            step="any"
            placeholder={`${defaults.topP ?? "off"}`}
            value={value.topP}
            onChange={(event) => set({ topP: event.target.value })}
          />
        </Field>
        <Field label="Longest turn" error={errors[`${side}Sampling.maxTokens`]}>
          <Input
            type="number"
            min={1}
            max={32_768}
            placeholder={`${defaults.maxTokens ?? 512}`}
            value={value.maxTokens}
            onChange={(event) => set({ maxTokens: event.target.value })}
          />
        </Field>
      </div>
      <Field label="System prompt" optional hint={prompts[side]} error={errors[`${side}Prompt`]}>
        <Textarea
          maxLength={20_000}
          className="max-h-80"
          value={value.prompt}
          onChange={(event) => set({ prompt: event.target.value })}
        />
      </Field>
    </div>
  );
}
