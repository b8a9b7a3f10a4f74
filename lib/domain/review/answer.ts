import * as z from "zod";
import type { DialogueAct } from "../decision";
import { type Dialogue, type Turn, verdictSchema } from "../dialogue";
import type { GuidelineText, LabelField } from "./guideline";

const labelValue = z.union([z.string().max(10_000), z.array(z.string().max(60)).max(30), z.number()]);
/** By field key: option key, option keys, number, or text. */
export const labelValuesSchema = z.record(z.string(), labelValue);
export type LabelValues = z.infer<typeof labelValuesSchema>;

/** What one person answers about one item. Checked against the guideline version it names by `checkAnswer`. */
export const reviewAnswerSchema = z.strictObject({
  verdict: verdictSchema,
  /** Keys of the guideline's reasons; only for a rejection. */
  reasons: z.array(z.string().max(40)).max(20).default([]),
  note: z.string().trim().max(4_000).default(""),
  labels: labelValuesSchema.default({}),
  /** By turn id, then field key. */
  turnLabels: z.record(z.string(), labelValuesSchema).default({}),
  /**
   * Where several people judge one item its text stands still; what they would change is proposed here, and a reviewer
   * who settles the item may take it over.
   */
  edits: z
    .array(z.strictObject({ turnId: z.string(), text: z.string().trim().min(1).max(100_000) }))
    .max(200)
    .default([]),
  endMarkId: z.string().nullable().default(null),
  untrained: z.array(z.string()).max(1_000).default([]),
});
export type ReviewAnswer = z.infer<typeof reviewAnswerSchema>;

/** What is typed and not sent yet: any part of an answer, and nothing is required. */
export const reviewDraftSchema = reviewAnswerSchema.partial().extend({ verdict: verdictSchema.nullable().optional() });
export type ReviewDraft = z.infer<typeof reviewDraftSchema>;

/**
 * `leased`: a place is theirs until the lease runs out. `sent_back`: theirs without end, with a reviewer's note. `late`:
 * answered when no place was left; kept, not counted.
 */
export const assignmentStatusSchema = z.enum(["leased", "expired", "skipped", "answered", "sent_back", "late"]);
export type AssignmentStatus = z.infer<typeof assignmentStatusSchema>;

/** What became of an answer, in its history. */
export const answerEventSchema = z.enum(["answered", "changed", "taken_back", "sent_back", "late"]);
export type AnswerEvent = z.infer<typeof answerEventSchema>;

/** One person's place at one item. */
export const assignmentSchema = z.object({
  id: z.string(),
  itemId: z.string(),
  queueId: z.string(),
  dialogueId: z.string(),
  personId: z.string(),
  personName: z.string(),
  status: assignmentStatusSchema,
  leaseUntil: z.iso.datetime().nullable(),
  draft: reviewDraftSchema.nullable(),
  answer: reviewAnswerSchema.nullable(),
  guidelineVersion: z.number().int().nullable(),
  skipReason: z.string().nullable(),
  sentBackNote: z.string().nullable(),
  /** Active seconds, all visits together. */
  seconds: z.number(),
  servedAt: z.iso.datetime(),
  answeredAt: z.iso.datetime().nullable(),
});
export type Assignment = z.infer<typeof assignmentSchema>;

/**
 * The acts that bring the proposed texts of an answer onto a dialogue: the last turn first, so that those above it
 * still have their ids when their turn comes. `headId` is filled in as each is done, for every edit moves the head.
 */
export function editActs(answer: ReviewAnswer, path: Turn[]): Omit<Extract<DialogueAct, { kind: "edit" }>, "headId">[] {
  const texts = new Map(answer.edits.map(({ turnId, text }) => [turnId, text]));
  return path.toReversed().flatMap(({ id, text: before }) => {
    const text = texts.get(id);
    if (text === undefined || text === before) return [];
    return [{ kind: "edit" as const, turnId: id, text, after: "keep" as const }];
  });
}

/**
 * The acts that follow the edits: end mark, mask, verdict; none of what is so already. `judged` is the path that the
 * answer is about and `path` the one after the edits: turn for turn the same.
 */
export function judgingActs(
  answer: ReviewAnswer,
  { reasons }: Pick<GuidelineText, "reasons">,
  judged: Turn[],
  path: Turn[],
  dialogue: Dialogue,
): DialogueAct[] {
  const now = new Map(judged.map(({ id }, i) => [id, path[i]?.id ?? id]));
  const acts: DialogueAct[] = [];
  const endMarkId = answer.endMarkId === null ? null : (now.get(answer.endMarkId) ?? null);
  if (endMarkId !== null && endMarkId !== dialogue.endMarkId) acts.push({ kind: "end_here", turnId: endMarkId });
  const turnIds = answer.untrained
    .map((id) => now.get(id) ?? id)
    .filter((turnId) => !dialogue.untrained.includes(turnId));
  if (turnIds.length > 0) acts.push({ kind: "mask", turnIds, trained: false });
  if (answer.verdict === dialogue.verdict) return acts;
  const { headId } = dialogue;
  const note = answer.note === "" ? undefined : answer.note;
  const labels = reasons.filter(({ key }) => answer.reasons.includes(key)).map(({ label }) => label);
  acts.push(
    answer.verdict === "accepted"
      ? { kind: "accept", headId, note }
      : { kind: "reject", headId, reasons: labels, note },
  );
  return acts;
}

type Given = { itemId: string; personId: string; answer: ReviewAnswer };

/** One thing that several people judged about each item, with what each said, ready to be measured. */
type AskedQuestion = {
  kind: "verdict" | "reason" | "label";
  key: string;
  label: string;
  clause: string | null;
  level: "nominal" | "ordinal";
  ratings: { item: string; rater: string; value: string | number }[];
};

/**
 * The questions that a guideline puts, over answers to shared items: the verdict; each reason, named or not, over all
 * answers; each label of the dialogue that was given (a scale is ordinal; of "some of" each option by itself, chosen or
 * not); each label of turns, where turn and item together are what is judged. Texts are no question of agreement.
 */
export function questionsOf(
  { reasons, fields }: Pick<GuidelineText, "reasons" | "fields">,
  answers: readonly Given[],
): AskedQuestion[] {
  const rated = (read: (answer: ReviewAnswer) => string | number | undefined) =>
    answers.flatMap(({ itemId: item, personId: rater, answer }) => {
      const value = read(answer);
      return value === undefined ? [] : [{ item, rater, value }];
    });
  const verdict: AskedQuestion = {
    kind: "verdict",
    key: "verdict",
    label: "Accept or reject",
    clause: null,
    level: "nominal",
    ratings: rated(({ verdict }) => verdict),
  };
  const named = reasons.map(({ key, label, clause }): AskedQuestion => {
    const ratings = rated((answer) => (answer.reasons.includes(key) ? "named" : "not named"));
    return { kind: "reason", key, label, clause, level: "nominal", ratings };
  });
  return [verdict, ...named, ...fields.flatMap((field) => questionsOfField(field, answers))];
}

function questionsOfField(field: LabelField, answers: readonly Given[]): AskedQuestion[] {
  if (field.kind === "text") return [];
  const places = answers.flatMap(({ itemId, personId: rater, answer }) =>
    field.target === "dialogue"
      ? [{ item: itemId, rater, value: answer.labels[field.key] }]
      : Object.entries(answer.turnLabels).map(([turnId, labels]) => ({
          item: `${itemId}.${turnId}`,
          rater,
          value: labels[field.key],
        })),
  );
  const question = { kind: "label", key: field.key, label: field.label, clause: null } as const;
  if (field.kind !== "several") {
    const ratings = places.flatMap(({ item, rater, value }) =>
      typeof value === "string" || typeof value === "number" ? [{ item, rater, value }] : [],
    );
    return [{ ...question, level: field.kind === "scale" ? "ordinal" : "nominal", ratings }];
  }
  return field.options.map((option) => ({
    ...question,
    key: `${field.key}.${option.key}`,
    label: `${field.label}: ${option.label}`,
    level: "nominal",
    ratings: places.flatMap(({ item, rater, value }) =>
      Array.isArray(value) ? [{ item, rater, value: value.includes(option.key) ? "chosen" : "not chosen" }] : [],
    ),
  }));
}
