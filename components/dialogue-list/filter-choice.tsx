"use client";

import { wordFor } from "../transcript/dialogue-words";
import { Field } from "../ui/field";
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
