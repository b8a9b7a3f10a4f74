import { keptDrafts } from "@/lib/client/kept-drafts";
import { isEither, isListOf, isMaybe, isNumber, isOneOf, isRecordOf, isShape, isText } from "@/lib/client/stored";
import type { Turn, Verdict } from "@/lib/domain/dialogue";
import type { ReviewAnswer, ReviewDraft } from "@/lib/domain/review/answer";
import { checkAnswer } from "@/lib/domain/review/check-answer";
import type { GuidelineText, LabelField } from "@/lib/domain/review/guideline";

export type LabelValue = ReviewAnswer["labels"][string];

const isLabels = isRecordOf(isEither(isEither(isText, isNumber), isListOf(isText)));

/** What people have typed in this browser, by assignment. */
export const reviewDrafts = keptDrafts<ReviewDraft>(
  "review",
  isShape<ReviewDraft>({
    verdict: isMaybe(isOneOf("accepted", "rejected", null)),
    reasons: isMaybe(isListOf(isText)),
    note: isMaybe(isText),
    labels: isMaybe(isLabels),
    turnLabels: isMaybe(isRecordOf(isLabels)),
    edits: isMaybe(isListOf(isShape<{ turnId: string; text: string }>({ turnId: isText, text: isText }))),
    endMarkId: isMaybe(isEither(isText, isOneOf(null))),
    untrained: isMaybe(isListOf(isText)),
  }),
);

/** Where a label goes: the dialogue, or one of its turns. */
export type LabelPlace = { fieldKey: string; turnId: string | null };

export type DraftEvent =
  | { type: "verdict"; verdict: Verdict | null }
  | { type: "toggle_reason"; key: string }
  | { type: "note"; note: string }
  | { type: "label"; place: LabelPlace; value: LabelValue | undefined }
  /** What they would change where the text stands still; null takes a proposed text back. */
  | { type: "propose_text"; turnId: string; text: string | null }
  | { type: "end_mark"; turnId: string | null }
  | { type: "mask"; turnIds: string[]; trained: boolean }
  /** All that they would change, as it was at another time. */
  | { type: "proposals"; proposals: Pick<ReviewAnswer, "edits" | "endMarkId" | "untrained"> };

/** The next draft. A verdict other than a rejection has no reasons. */
export function draftReducer(draft: ReviewDraft, event: DraftEvent): ReviewDraft {
  switch (event.type) {
    case "verdict":
      return { ...draft, verdict: event.verdict, reasons: event.verdict === "accepted" ? [] : draft.reasons };
    case "toggle_reason":
      return { ...draft, reasons: toggled(draft.reasons ?? [], event.key) };
    case "note":
      return { ...draft, note: event.note };
    case "label":
      return withLabel(draft, event.place, event.value);
    case "propose_text": {
      const others = (draft.edits ?? []).filter(({ turnId }) => turnId !== event.turnId);
      const { turnId, text } = event;
      return { ...draft, edits: text === null ? others : [...others, { turnId, text }] };
    }
    case "end_mark":
      return { ...draft, endMarkId: event.turnId };
    case "mask": {
      const others = (draft.untrained ?? []).filter((id) => !event.turnIds.includes(id));
      return { ...draft, untrained: event.trained ? others : [...others, ...event.turnIds] };
    }
    case "proposals":
      return { ...draft, ...event.proposals };
  }
}

/** True when a person would lose something by leaving: anything typed, chosen or proposed. */
export function hasWork(draft: ReviewDraft): boolean {
  const { verdict, reasons, note, labels, turnLabels, edits, endMarkId, untrained } = draft;
  return (
    [reasons, edits, untrained].some((list) => (list?.length ?? 0) > 0) ||
    [labels, turnLabels].some((record) => Object.keys(record ?? {}).length > 0) ||
    Boolean(verdict || note?.trim() || endMarkId)
  );
}

/** The whole answer that a draft amounts to with this verdict. */
export function completed(draft: ReviewDraft, verdict: Verdict): ReviewAnswer {
  const { reasons = [], note = "", labels = {}, turnLabels = {}, edits = [], endMarkId = null, untrained = [] } = draft;
  const kept = verdict === "rejected" ? reasons : [];
  return { verdict, reasons: kept, note: note.trim(), labels, turnLabels, edits, endMarkId, untrained };
}

/** What still keeps a draft from being sent with this verdict, by path in the answer; empty when nothing does. */
export function complaintsAbout(
  draft: ReviewDraft,
  verdict: Verdict,
  guideline: Pick<GuidelineText, "reasons" | "fields">,
  path: Turn[],
): Record<string, string> {
  return checkAnswer(completed(draft, verdict), guideline, path);
}

/** The value of a field as it stands in a draft. */
export function labelAt(draft: ReviewDraft, { fieldKey, turnId }: LabelPlace): LabelValue | undefined {
  return turnId === null ? draft.labels?.[fieldKey] : draft.turnLabels?.[turnId]?.[fieldKey];
}

/** What a digit makes of a field: its option in order (0 the tenth), its number on a scale; undefined means nothing. */
export function chosenByDigit(field: LabelField, digit: number, now: LabelValue | undefined): LabelValue | undefined {
  if (field.kind === "scale") return digit >= field.min && digit <= field.max ? digit : undefined;
  if (field.kind === "text") return undefined;
  const option = field.options[digit === 0 ? 9 : digit - 1];
  if (!option) return undefined;
  return field.kind === "choice" ? option.key : toggled(Array.isArray(now) ? now : [], option.key);
}

function withLabel(draft: ReviewDraft, { fieldKey, turnId }: LabelPlace, value: LabelValue | undefined): ReviewDraft {
  const set = (labels: Record<string, LabelValue> = {}) => {
    const { [fieldKey]: _old, ...others } = labels;
    return value === undefined || value === "" ? others : { ...others, [fieldKey]: value };
  };
  if (turnId === null) return { ...draft, labels: set(draft.labels) };
  return { ...draft, turnLabels: { ...draft.turnLabels, [turnId]: set(draft.turnLabels?.[turnId]) } };
}

function toggled(keys: string[], key: string): string[] {
  return keys.includes(key) ? keys.filter((other) => other !== key) : [...keys, key];
}
