"use client";

import { X } from "lucide-react";
import { Checkbox } from "../ui/checkbox";
import { IconButton } from "../ui/icon-button";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";
import type { FieldDraft } from "./queue-draft";

type LabelFieldRowProps = { field: FieldDraft; onChange: (patch: Partial<FieldDraft>) => void; onRemove: () => void };

const kindWords = { choice: "One of", several: "Some of", scale: "A scale", text: "A text" } as const;
const targetWords = { dialogue: "the dialogue", turn: "each turn" } as const;

/** A label as a lead defines it. */
export function LabelFieldRow({ field, onChange, onRemove }: LabelFieldRowProps) {
  const name = field.label || "the label";
  return (
    <fieldset className="space-y-3 rounded-md border border-line p-3">
      <legend className="sr-only">{name}</legend>
      <div className="flex items-center gap-2">
        <Input
          aria-label="Name of the label"
          placeholder="Sounds like a person"
          className="flex-1"
          maxLength={120}
          value={field.label}
          onChange={(event) => onChange({ label: event.target.value })}
        />
        <IconButton icon={X} label={`Remove ${name}`} onClick={onRemove} />
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Select
          aria-label={`Kind of ${name}`}
          className="w-32"
          value={field.kind}
          onChange={(event) => onChange({ kind: event.target.value as FieldDraft["kind"] })}
        >
          {Object.entries(kindWords).map(([kind, words]) => (
            <option key={kind} value={kind}>
              {words}
            </option>
          ))}
        </Select>
        <Select
          aria-label={`What ${name} is about`}
          className="w-36"
          value={field.target}
          onChange={(event) => onChange({ target: event.target.value as FieldDraft["target"] })}
        >
          {Object.entries(targetWords).map(([target, words]) => (
            <option key={target} value={target}>
              {words}
            </option>
          ))}
        </Select>
        <Checkbox
          label="required"
          checked={field.required}
          onChange={(event) => onChange({ required: event.target.checked })}
        />
      </div>
      {(field.kind === "choice" || field.kind === "several") && (
        <Textarea
          aria-label={`Options of ${name}, one a line`}
          placeholder="One option a line"
          rows={2}
          value={field.options}
          onChange={(event) => onChange({ options: event.target.value })}
        />
      )}
      {field.kind === "scale" && (
        <div className="grid grid-cols-[5rem_1fr] gap-2">
          <ScaleEnd
            name={name}
            end="lowest"
            value={field.min}
            meaning={field.minLabel}
            least={0}
            onChange={({ value, meaning }) => onChange({ min: value, minLabel: meaning })}
          />
          <ScaleEnd
            name={name}
            end="highest"
            value={field.max}
            meaning={field.maxLabel}
            least={1}
            onChange={({ value, meaning }) => onChange({ max: value, maxLabel: meaning })}
          />
        </div>
      )}
    </fieldset>
  );
}

type ScaleEndProps = {
  name: string;
  end: "lowest" | "highest";
  value: string;
  meaning: string;
  /** The least number that may stand here; the most is nine above. */
  least: number;
  onChange: (end: { value: string; meaning: string }) => void;
};

/** One end of a scale: its number, and what it means. */
function ScaleEnd({ name, end, value, meaning, least, onChange }: ScaleEndProps) {
  return (
    <>
      <Input
        aria-label={`${end === "lowest" ? "Lowest" : "Highest"} of ${name}`}
        type="number"
        min={least}
        max={least + 9}
        value={value}
        onChange={(event) => onChange({ value: event.target.value, meaning })}
      />
      <Input
        aria-label={`What the ${end} of ${name} means`}
        placeholder={`What the ${end} means`}
        maxLength={60}
        value={meaning}
        onChange={(event) => onChange({ value, meaning: event.target.value })}
      />
    </>
  );
}
