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
          <Input
            aria-label={`Lowest of ${name}`}
            type="number"
            min={0}
            max={9}
            value={field.min}
            onChange={(event) => onChange({ min: event.target.value })}
          />
          <Input
            aria-label={`What the lowest of ${name} means`}
            placeholder="What the lowest means"
            maxLength={60}
            value={field.minLabel}
            onChange={(event) => onChange({ minLabel: event.target.value })}
          />
          <Input
            aria-label={`Highest of ${name}`}
            type="number"
            min={1}
            max={10}
            value={field.max}
            onChange={(event) => onChange({ max: event.target.value })}
          />
          <Input
            aria-label={`What the highest of ${name} means`}
            placeholder="What the highest means"
            maxLength={60}
            value={field.maxLabel}
            onChange={(event) => onChange({ maxLabel: event.target.value })}
          />
        </div>
      )}
    </fieldset>
  );
}
