"use client";

import { Plus } from "lucide-react";
import { Button } from "../ui/button";
import { FieldGroup } from "../ui/field-group";
import type { DraftFields } from "../ui/form/draft-fields";
import { emptyField, type FieldDraft } from "./label-draft";
import { LabelFieldRow } from "./label-field-row";

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
