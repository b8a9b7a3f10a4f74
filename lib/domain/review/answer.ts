import * as z from "zod";
import { verdictSchema } from "../dialogue";

const labelValue = z.union([z.string().max(10_000), z.array(z.string().max(60)).max(30), z.number()]);

/** What one person answers about one item. Checked against the guideline version it names by `checkAnswer`. */
export const reviewAnswerSchema = z.strictObject({
  verdict: verdictSchema,
  /** Keys of the guideline's reasons; only for a rejection. */
  reasons: z.array(z.string().max(40)).max(20).default([]),
  note: z.string().trim().max(4_000).default(""),
  /** By field key: option key, option keys, number, or text. */
  labels: z.record(z.string(), labelValue).default({}),
  /** By turn id, then field key. */
  turnLabels: z.record(z.string(), z.record(z.string(), labelValue)).default({}),
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
