"use client";

import { wordFor } from "../transcript/dialogue-words";
import { Chip } from "../ui/chip";
import { Field } from "../ui/field";
import { FieldGroup } from "../ui/field-group";
import { Select } from "../ui/select";

type Words = Record<string, string | { label: string }>;
type ChoiceProps = { name: string; value?: string; words: Words; onChange: (value: string) => void };

/** One of a closed set. */
export function Choice({ name, value = "", words, onChange }: ChoiceProps) {
  return (
    <Field label={name}>
      <Select value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">Any</option>
        {Object.keys(words).map((key) => (
          <option key={key} value={key}>
            {wordFor(words, key)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

/**
 * One of many, or several: those chosen are shown, to be taken out again. What the URL holds and no list names (a model
 * that was archived) is shown by its id.
 */
export function SeveralOfMany({ name, value = "", words, onChange }: ChoiceProps) {
  const chosen = value === "" ? [] : value.split(",");
  return (
    <div className="space-y-1.5">
      <Field label={name}>
        <Select value="" onChange={({ target }) => onChange([...chosen, target.value].join(","))}>
          <option value="">{chosen.length === 0 ? "Any" : "Or another…"}</option>
          {Object.keys(words)
            .filter((key) => !chosen.includes(key))
            .map((key) => (
              <option key={key} value={key}>
                {wordFor(words, key)}
              </option>
            ))}
        </Select>
      </Field>
      {chosen.length > 0 && (
        <div className="flex flex-wrap gap-1.5">
          {chosen.map((key) => (
            <Chip key={key} pressed removable onToggle={() => onChange(chosen.filter((one) => one !== key).join(","))}>
              {wordFor(words, key)}
            </Chip>
          ))}
        </div>
      )}
    </div>
  );
}

/** Some of a closed set: any of those that are on. */
export function Choices({ name, value = "", words, onChange }: ChoiceProps) {
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
