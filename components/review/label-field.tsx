"use client";

import type { LabelField } from "@/lib/domain/review/guideline";
import { Chip } from "../ui/chip";
import { comeIntoSight } from "../ui/come-into-sight";
import { cx } from "../ui/cx";
import { Textarea } from "../ui/textarea";
import type { LabelValue } from "./answer-draft";

type LabelFieldViewProps = {
  field: LabelField;
  value: LabelValue | undefined;
  /** Digits go to this field now. */
  active: boolean;
  complaint?: string;
  onChange: (value: LabelValue | undefined) => void;
  onActivate: () => void;
};

/** One field of the guideline: options or a scale as chips under the digits, or a text. */
export function LabelFieldView({ field, value, active, complaint, onChange, onActivate }: LabelFieldViewProps) {
  return (
    <fieldset
      onFocus={onActivate}
      className={cx(
        "-mx-2 rounded-md border-l-2 px-2 py-1.5",
        active ? "border-l-accent bg-sunken" : "border-l-transparent",
      )}
    >
      <legend className="sr-only">{field.label}</legend>
      <p aria-hidden className="mb-1.5 text-xs">
        <span className="font-medium">{field.label}</span>
        {field.required && <span className="text-ink-faint"> required</span>}
        {field.target === "turn" && <span className="text-ink-faint"> · this turn</span>}
      </p>
      {field.kind === "text" ? (
        <Textarea
          aria-label={field.label}
          rows={1}
          data-text={active ? "review-field-text" : ""}
          placeholder={active ? "Enter to write, Esc when done" : undefined}
          maxLength={field.maxLength}
          value={typeof value === "string" ? value : ""}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <div className="flex flex-wrap gap-1.5">
          {choices(field, value).map(({ key, label, pressed, next }, i) => (
            <Chip
              key={key}
              pressed={pressed}
              keys={active ? digitFor(field, i) : undefined}
              onToggle={() => onChange(pressed && field.kind !== "several" ? undefined : next)}
            >
              {label}
            </Chip>
          ))}
        </div>
      )}
      {complaint && (
        <p ref={comeIntoSight} role="alert" className="scroll-mb-4 mt-1 font-medium text-danger text-xs">
          {complaint}
        </p>
      )}
    </fieldset>
  );
}

type Choice = { key: string; label: string; pressed: boolean; next: LabelValue };

function choices(field: Exclude<LabelField, { kind: "text" }>, value: LabelValue | undefined): Choice[] {
  if (field.kind === "scale") {
    const { min, max, minLabel, maxLabel } = field;
    return Array.from({ length: max - min + 1 }, (_, i) => {
      const number = min + i;
      const end = number === min ? minLabel : number === max ? maxLabel : "";
      return {
        key: String(number),
        label: end ? `${number} ${end}` : String(number),
        pressed: value === number,
        next: number,
      };
    });
  }
  const chosen = Array.isArray(value) ? value : [];
  return field.options.map(({ key, label }) =>
    field.kind === "choice"
      ? { key, label, pressed: value === key, next: key }
      : {
          key,
          label,
          pressed: chosen.includes(key),
          next: chosen.includes(key) ? chosen.filter((other) => other !== key) : [...chosen, key],
        },
  );
}

function digitFor(field: LabelField, i: number): string | undefined {
  if (field.kind === "scale") return undefined; // Its numbers are its keys.
  return i < 10 ? String((i + 1) % 10) : undefined;
}
