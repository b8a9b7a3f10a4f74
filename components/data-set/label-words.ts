import type { LabelValues } from "@/lib/domain/review/answer";
import type { LabelField } from "@/lib/domain/review/guideline";

/** "Tone: warm · Real: 4": what was said by labels, in their order. */
export function labelWords(values: LabelValues, fields: readonly LabelField[]): string {
  return fields
    .flatMap((field) => {
      const value = values[field.key];
      return value === undefined ? [] : [`${field.label}: ${wordsOf(value, field)}`];
    })
    .join(" · ");
}

function wordsOf(value: LabelValues[string], field: LabelField): string {
  if (field.kind !== "choice" && field.kind !== "several") return String(value);
  const labels = new Map(field.options.map(({ key, label }) => [key, label]));
  return [value]
    .flat()
    .map((key) => labels.get(String(key)) ?? String(key))
    .join(", ");
}
