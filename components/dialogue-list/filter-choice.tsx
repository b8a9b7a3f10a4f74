"use client";

import { wordFor } from "../transcript/dialogue-words";
import { Chip } from "../ui/chip";
import { Field } from "../ui/field";
import { FieldGroup } from "../ui/field-group";
import { Select } from "../ui/select";

export type Words = Record<string, string | { label: string }>;
type ChoiceProps = { name: string; value: string; words: Words; onChange: (value: string) => void };

/** What the URL holds and no list names (a run of another page, a model that was archived) stays choosable by its id. */
export function Choice({ name, value, words, onChange }: ChoiceProps) {
  const keys = Object.keys(words);
  return (
    <Field label={name}>
      <Select value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">Any</option>
        {(value === "" || keys.includes(value) ? keys : [value, ...keys]).map((key) => (
          <option key={key} value={key}>
            {wordFor(words, key)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

/** Some of a closed set: any of those that are on. */
export function Choices({ name, value, words, onChange }: ChoiceProps) {
  const chosen = value === "" ? [] : value.split(",");
  const toggled = (key: string) => (chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key]);
  return (
    <FieldGroup legend={name}>
      <div className="flex flex-wrap gap-1.5">
        {Object.keys(words).map((key) => (
          <Chip key={key} pressed={chosen.includes(key)} onToggle={() => onChange(toggled(key).join(","))}>
            {wordFor(words, key)}
          </Chip>
        ))}
      </div>
    </FieldGroup>
  );
}
