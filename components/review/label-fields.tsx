"use client";

import { Plus, X } from "lucide-react";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { FieldGroup } from "../ui/field-group";
import type { DraftFields } from "../ui/form/draft-fields";
import { IconButton } from "../ui/icon-button";
import { Input } from "../ui/input";
import { NumberInput } from "../ui/number-input";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";
import { emptyField, type FieldDraft } from "./label-draft";

const kindWords = { choice: "One of", several: "Some of", scale: "A scale", text: "A text" } as const;

const targetWords = { dialogue: "the dialogue", turn: "each turn" } as const;

type LabelFieldsProps = {
  /** Where they stand in what is sent. */
  name: string;
  drafts: readonly FieldDraft[];
  rowAt: (i: number) => DraftFields<FieldDraft>;
  onChange: (drafts: FieldDraft[]) => void;
};

/** The labels that people are asked for, to be added, changed and taken away. */
export function LabelFields({ name, drafts, rowAt, onChange }: LabelFieldsProps) {
  return (
    <FieldGroup legend="Labels" name={name} className="space-y-3">
      {drafts.map(({ id }, i) => (
        <LabelFieldRow
          key={id}
          name={`${name}.${i}`}
          fields={rowAt(i)}
          onRemove={() => onChange(drafts.filter((other) => other.id !== id))}
        />
      ))}
      <Button size="sm" onClick={() => onChange([...drafts, emptyField()])}>
        <Plus aria-hidden className="size-3.5" />
        Add a label
      </Button>
    </FieldGroup>
  );
}

type LabelFieldRowProps = { name: string; fields: DraftFields<FieldDraft>; onRemove: () => void };

/** A label as a lead defines it. */
function LabelFieldRow({ name: path, fields, onRemove }: LabelFieldRowProps) {
  const field = fields.draft;
  const name = field.label || "the label";
  return (
    <FieldGroup legend={name} isLegendHidden name={path} className="space-y-3 rounded-md border border-line p-3">
      <div className="flex items-center gap-2">
        <Input
          aria-label="Name of the label"
          placeholder="Sounds like a person"
          className="flex-1"
          maxLength={120}
          {...fields.text("label")}
        />
        <IconButton icon={X} label={`Remove ${name}`} onClick={onRemove} />
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Select aria-label={`Kind of ${name}`} className="w-32" {...fields.text("kind")}>
          {Object.entries(kindWords).map(([kind, words]) => (
            <option key={kind} value={kind}>
              {words}
            </option>
          ))}
        </Select>
        <Select aria-label={`What ${name} is about`} className="w-36" {...fields.text("target")}>
          {Object.entries(targetWords).map(([target, words]) => (
            <option key={target} value={target}>
              {words}
            </option>
          ))}
        </Select>
        <Checkbox label="required" {...fields.flag("required")} />
      </div>
      {(field.kind === "choice" || field.kind === "several") && (
        <Textarea
          aria-label={`Options of ${name}, one a line`}
          placeholder="One option a line"
          rows={2}
          {...fields.text("options")}
        />
      )}
      {field.kind === "scale" && (
        <div className="grid grid-cols-[5rem_1fr] gap-2">
          <ScaleEnd fields={fields} name={name} least={0} of={{ end: "lowest", value: "min", meaning: "minLabel" }} />
          <ScaleEnd fields={fields} name={name} least={1} of={{ end: "highest", value: "max", meaning: "maxLabel" }} />
        </div>
      )}
    </FieldGroup>
  );
}

type ScaleEndProps = {
  fields: DraftFields<FieldDraft>;
  name: string;
  /** The least number that may stand here; the most is nine above. */
  least: number;
  of: { end: "lowest"; value: "min"; meaning: "minLabel" } | { end: "highest"; value: "max"; meaning: "maxLabel" };
};

/** One end of a scale: its number, and what it means. */
function ScaleEnd({ fields, name, least, of: { end, value, meaning } }: ScaleEndProps) {
  return (
    <>
      <NumberInput
        aria-label={`${end === "lowest" ? "Lowest" : "Highest"} of ${name}`}
        min={least}
        max={least + 9}
        {...fields.text(value)}
      />
      <Input
        aria-label={`What the ${end} of ${name} means`}
        placeholder={`What the ${end} means`}
        maxLength={60}
        {...fields.text(meaning)}
      />
    </>
  );
}
