import type { InputOf } from "@/lib/contract/endpoints";
import type { LabelField } from "@/lib/domain/review/guideline";

type GivenField = NonNullable<InputOf<"updateDataSet">["body"]["fields"]>[number];

/** A label field as typed: options one a line, numbers as text. `key` is kept once the field has one. */
export type FieldDraft = {
  id: string;
  key: string | null;
  label: string;
  target: LabelField["target"];
  kind: LabelField["kind"];
  required: boolean;
  options: string;
  min: string;
  max: string;
  minLabel: string;
  maxLabel: string;
  /** Keys of the options that it has already, by their labels. */
  optionKeys: Record<string, string>;
  maxLength?: number;
};

export function emptyField(): FieldDraft {
  const scale = { min: "1", max: "5", minLabel: "", maxLabel: "" };
  return {
    id: newRowId(),
    key: null,
    label: "",
    target: "dialogue",
    kind: "choice",
    required: false,
    options: "",
    optionKeys: {},
    ...scale,
  };
}

/** Labels as sent; those without a name are left out, new ones get a key made of it, unlike those `taken`. */
export function fieldsOf(drafts: readonly FieldDraft[], taken = new Set<string>()): GivenField[] {
  for (const { key } of drafts) if (key) taken.add(key);
  return drafts.filter(hasLabel).map((row) => fieldOf(row, row.key ?? freshKey(row.label, taken)));
}

function fieldOf(row: FieldDraft, key: string): GivenField {
  const { target, kind, required } = row;
  const shared = { key, label: row.label.trim(), target, required };
  const { minLabel, maxLabel } = row;
  if (kind === "scale") return { ...shared, kind, min: Number(row.min), max: Number(row.max), minLabel, maxLabel };
  if (kind === "text") return { ...shared, kind, maxLength: row.maxLength };
  const taken = new Set(Object.values(row.optionKeys));
  const labels = new Set(row.options.split("\n").map((label) => label.trim()));
  const options = [...labels].filter(Boolean).map((label) => {
    return { key: row.optionKeys[label] ?? freshKey(label, taken), label };
  });
  return { ...shared, kind, options };
}

export function fieldDraftOf(field: LabelField): FieldDraft {
  const { key, label, target, kind, required } = field;
  const draft = { ...emptyField(), key, label, target, kind, required };
  if (kind === "scale")
    return { ...draft, min: `${field.min}`, max: `${field.max}`, minLabel: field.minLabel, maxLabel: field.maxLabel };
  if (kind === "text") return { ...draft, maxLength: field.maxLength };
  const optionKeys = Object.fromEntries(field.options.map((option) => [option.label, option.key]));
  return { ...draft, options: Object.keys(optionKeys).join("\n"), optionKeys };
}

/** A key of small letters made of a label, unlike those `taken`; letters of other scripts become a number. */
export function freshKey(label: string, taken: Set<string>): string {
  const latin = label
    .toLowerCase()
    .normalize("NFD")
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "")
    .slice(0, 30);
  const base = latin || "x";
  let key = base;
  for (let n = 2; taken.has(key); n++) key = `${base}_${n}`;
  taken.add(key);
  return key;
}

export function hasLabel({ label }: { label: string }): boolean {
  return label.trim() !== "";
}

let rows = 0;

/** Tells rows of the form apart while they are typed. */
export function newRowId(): string {
  rows += 1;
  return `row${rows}`;
}
