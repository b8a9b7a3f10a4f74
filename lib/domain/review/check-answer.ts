import { assertNever } from "@/lib/base/assert";
import type { Turn } from "../dialogue";
import type { ReviewAnswer } from "./answer";
import type { GuidelineText, LabelField } from "./guideline";

type Value = ReviewAnswer["labels"][string];
type Complaints = Record<string, string>;

/**
 * What is wrong with an answer under one version of a guideline, by path in the answer; empty when nothing is. `path`
 * are the turns that were judged. A required field of turns is required on every turn of the path. A reviewer who
 * decides otherwise than anybody need not be `complete`: where people differ there may be no label to record.
 */
export function checkAnswer(
  answer: ReviewAnswer,
  { reasons, fields }: Pick<GuidelineText, "reasons" | "fields">,
  path: Pick<Turn, "id" | "speaker">[],
  { complete }: { complete: boolean } = { complete: true },
): Complaints {
  const wrong: Complaints = {};
  const turns = new Map(path.map((turn) => [turn.id, turn]));
  if (answer.verdict === "accepted" && answer.reasons.length > 0) wrong.reasons = "Reasons are for a rejection";
  const known = new Set(reasons.map(({ key }) => key));
  const unknown = answer.reasons.find((key) => !known.has(key));
  if (unknown !== undefined) wrong.reasons = `The guideline has no reason "${unknown}"`;

  const wanted = fields.map((field) => (complete ? field : { ...field, required: false }));
  checkLabels(answer.labels, fieldsOf(wanted, "dialogue"), "labels", wrong);
  for (const turnId of Object.keys(answer.turnLabels))
    if (!turns.has(turnId)) wrong[`turnLabels.${turnId}`] = "This turn is not on the path that you judged";
  for (const turnId of turns.keys())
    checkLabels(answer.turnLabels[turnId] ?? {}, fieldsOf(wanted, "turn"), `turnLabels.${turnId}`, wrong);

  const edited = answer.edits.map(({ turnId }) => turnId);
  if (edited.some((id) => !turns.has(id))) wrong.edits = "An edited turn is not on the path that you judged";
  else if (new Set(edited).size < edited.length) wrong.edits = "One turn is edited twice";
  if (answer.untrained.some((id) => !turns.has(id)))
    wrong.untrained = "A turn left out of training is not on the path that you judged";
  if (answer.endMarkId !== null && turns.get(answer.endMarkId)?.speaker !== "assistant")
    wrong.endMarkId = "A real user stops after an answer on the path that you judged";
  return wrong;
}

function fieldsOf(fields: LabelField[], target: LabelField["target"]): Map<string, LabelField> {
  return new Map(fields.filter((field) => field.target === target).map((field) => [field.key, field]));
}

function checkLabels(
  labels: Record<string, Value>,
  fields: Map<string, LabelField>,
  at: string,
  wrong: Complaints,
): void {
  for (const [key, value] of Object.entries(labels)) {
    const field = fields.get(key);
    const complaint = field ? complaintAbout(value, field) : "The guideline has no such field";
    if (complaint) wrong[`${at}.${key}`] = complaint;
  }
  for (const { key, label, required } of fields.values())
    if (required && isMissing(labels[key])) wrong[`${at}.${key}`] ??= `${label} is required`;
}

function isMissing(value: Value | undefined): boolean {
  return value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}

/** What is wrong with what was said for a field; null when nothing is. */
export function complaintAbout(value: Value, field: LabelField): string | null {
  switch (field.kind) {
    case "choice":
      return field.options.some(({ key }) => key === value) ? null : `${field.label} has no such option`;
    case "several": {
      const keys = new Set(field.options.map(({ key }) => key));
      const fits = Array.isArray(value) && value.every((key) => keys.has(key)) && new Set(value).size === value.length;
      return fits ? null : `${field.label} takes some of its options, each once`;
    }
    case "scale": {
      const fits = typeof value === "number" && Number.isInteger(value) && value >= field.min && value <= field.max;
      return fits ? null : `${field.label} is a whole number from ${field.min} to ${field.max}`;
    }
    case "text":
      if (typeof value !== "string") return `${field.label} is text`;
      return value.length <= field.maxLength ? null : `${field.label} has at most ${field.maxLength} characters`;
    default:
      return assertNever(field);
  }
}
