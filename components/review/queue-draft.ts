import type { InputOf } from "@/lib/contract/endpoints";
import type { GuidelineText, LabelField, RejectReason } from "@/lib/domain/review/guideline";
import type { QueueSpec } from "@/lib/domain/review/queue";

export type GuidelineBody = Omit<InputOf<"createGuideline">["body"], "basedOn">;

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

export type ReasonDraft = { id: string; key: string | null; label: string; clause: string };

/** The form of a queue as typed. */
export type QueueDraft = {
  name: string;
  text: string;
  reasons: ReasonDraft[];
  fields: FieldDraft[];
  overlapPeople: string;
  /** In percent of the items. */
  overlapShare: string;
  assignment: QueueSpec["assignment"];
  participants: string[];
  reviewers: string[];
  secondStage: QueueSpec["secondStage"];
  leaseMinutes: string;
  /** In percent of what is served. */
  goldRate: string;
  hidesModels: boolean;
  practice: boolean;
};

const usualReasons = ["Not what a person would say", "Off topic", "Repeats itself", "Wrong or made up", "Unsafe"];

/** The form of a queue as it is, or of a new one with reasons that most teams want. */
export function queueDraftOf(name = "", spec?: QueueSpec, guideline?: GuidelineText): QueueDraft {
  const reasons = guideline?.reasons ?? usualReasons.map((label) => ({ key: null, label, clause: null }));
  return {
    name,
    text: guideline?.text ?? "",
    reasons: reasons.map(({ key, label, clause }) => ({ id: newRowId(), key, label, clause: clause ?? "" })),
    fields: (guideline?.fields ?? []).map(fieldDraftOf),
    overlapPeople: `${spec?.overlap?.people ?? 2}`,
    overlapShare: inPercent(spec?.overlap?.share),
    assignment: spec?.assignment ?? "first_come",
    participants: spec?.participants ?? [],
    reviewers: spec?.reviewers ?? [],
    secondStage: spec?.secondStage ?? "disagreements",
    leaseMinutes: `${(spec?.leaseSeconds ?? 300) / 60}`,
    goldRate: inPercent(spec?.goldRate),
    hidesModels: spec?.hidesModels ?? false,
    practice: spec?.practice ?? false,
  };
}

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

export function emptyReason(): ReasonDraft {
  return { id: newRowId(), key: null, label: "", clause: "" };
}

/** How it hands out its items, as sent. `filter` is kept as it is. */
export function specOf(draft: QueueDraft, filter: Record<string, string>) {
  const share = Number(draft.overlapShare) / 100;
  return {
    overlap: share > 0 ? { people: Number(draft.overlapPeople), share } : null,
    assignment: draft.assignment,
    participants: draft.participants,
    reviewers: draft.reviewers,
    secondStage: draft.secondStage,
    leaseSeconds: Math.round(Number(draft.leaseMinutes) * 60),
    goldRate: Number(draft.goldRate) / 100,
    hidesModels: draft.hidesModels,
    practice: draft.practice,
    filter,
  };
}

/** The guideline as sent; rows without a label are left out, new ones get a key made of their label. */
export function guidelineOf({ text, reasons, fields }: QueueDraft): GuidelineBody {
  const taken = new Set<string>();
  const named = (row: { key: string | null; label: string }) => row.key ?? freshKey(row.label, taken);
  for (const { key } of [...reasons, ...fields]) if (key) taken.add(key);
  return {
    text,
    reasons: reasons.filter(hasLabel).map((row): RejectReason => {
      return { key: named(row), label: row.label.trim(), clause: row.clause.trim() || null };
    }),
    fields: fields.filter(hasLabel).map((row) => fieldOf(row, named(row))),
  };
}

function fieldOf(row: FieldDraft, key: string): GuidelineBody["fields"] extends (infer F)[] | undefined ? F : never {
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

function fieldDraftOf(field: LabelField): FieldDraft {
  const { key, label, target, kind, required } = field;
  const draft = { ...emptyField(), key, label, target, kind, required };
  if (kind === "scale")
    return { ...draft, min: `${field.min}`, max: `${field.max}`, minLabel: field.minLabel, maxLabel: field.maxLabel };
  if (kind === "text") return { ...draft, maxLength: field.maxLength };
  const optionKeys = Object.fromEntries(field.options.map((option) => [option.label, option.key]));
  return { ...draft, options: Object.keys(optionKeys).join("\n"), optionKeys };
}

function inPercent(share = 0): string {
  return `${Math.round(share * 1_000) / 10}`;
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

function hasLabel({ label }: { label: string }): boolean {
  return label.trim() !== "";
}

let rows = 0;

/** Tells rows of the form apart while they are typed. */
function newRowId(): string {
  rows += 1;
  return `row${rows}`;
}
