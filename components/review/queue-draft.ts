import type { InputOf } from "@/lib/contract/endpoints";
import type { GuidelineText, RejectReason } from "@/lib/domain/review/guideline";
import type { QueueSpec } from "@/lib/domain/review/queue";
import { type FieldDraft, fieldDraftOf, fieldsOf, freshKey, hasLabel, newRowId } from "./label-draft";

export type GuidelineBody = Omit<InputOf<"createGuideline">["body"], "basedOn">;

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

/** The form of a queue as it is, or of a new one with reasons that most teams want, and with labels where a data set has some. */
export function queueDraftOf(name = "", spec?: QueueSpec, guideline?: Partial<GuidelineText>): QueueDraft {
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
    fields: fieldsOf(fields, taken),
  };
}

function inPercent(share = 0): string {
  return `${Math.round(share * 1_000) / 10}`;
}
