import * as z from "zod";
import { targetSchema, trainerIdSchema } from "./recipe";
import { writtenBySchema } from "./written-by";

/** What a trainer does to rows that nobody asked for. */
export const findingKindSchema = z.enum([
  "refused",
  "dropped",
  "untrained",
  "cut",
  "mask_ignored",
  "mask_unread",
  "identical",
  "asked_otherwise",
  "duplicate",
]);
export type FindingKind = z.infer<typeof findingKindSchema>;

/** Why a trainer takes a row out, or stops at it. */
export const whyNotSchema = z.enum([
  "wrong_order",
  "odd_number",
  "nothing_left",
  "too_long",
  "long_prompt",
  "no_answer",
  "no_messages",
  "unknown_role",
  "unread_shape",
  "mask_refused",
  "template_refused",
]);
export type WhyNot = z.infer<typeof whyNotSchema>;

/** Whose words a trained token is of; `marks` are tokens of the template, such as the end of a turn. */
export const tokenRoleSchema = z.enum(["user", "assistant", "system", "other", "marks"]);
export type TokenRole = z.infer<typeof tokenRoleSchema>;

/** Who wrote the turn that a trained token is of; `none`: a mark of the template. */
export const tokenOriginSchema = z.enum([...writtenBySchema.options, "none"]);
export type TokenOrigin = z.infer<typeof tokenOriginSchema>;

/** What people said of an answer: that it is the better or the worse of two, or by itself good or not. */
export const answerSchema = z.enum(["chosen", "rejected", "good", "bad"]);
export type Answer = z.infer<typeof answerSchema>;

const count = z.number().int().min(0);

/** A row in which something was found, to be opened. */
export const exampleSchema = z.strictObject({
  /** Its place in its file, from 1. */
  row: z.number().int().min(1),
  /** The part of the split that it is in; null without one. */
  part: z.string().nullable(),
  dialogueId: z.string(),
  /** Trained tokens that are lost or learned against a mask; null where it is about the row as a whole. */
  tokens: count.nullable(),
});
export type Example = z.infer<typeof exampleSchema>;

export const findingSchema = z.strictObject({
  kind: findingKindSchema,
  why: whyNotSchema.nullable(),
  rows: count,
  /** The dialogues that these rows are of. */
  dialogues: count,
  examples: z.array(exampleSchema),
});
export type Finding = z.infer<typeof findingSchema>;

/** What a trainer will do with a file, row by row, in numbers; stored beside the export and downloaded with it. */
export const auditSchema = z.strictObject({
  trainer: trainerIdSchema,
  target: targetSchema,
  /** The package whose loading is restated; null where the file is for no trainer in particular. */
  rulesOf: z.string().nullable(),
  tokenizer: z.string(),
  template: z.string(),
  /** In tokens; null = the trainer cuts nothing. */
  maxLength: count.nullable(),
  dialogues: count,
  rows: count,
  /** What the trainer trains on: more than rows where it makes several of one. */
  samples: count,
  tokens: count,
  trained: count,
  byRole: z.record(tokenRoleSchema, count),
  byOrigin: z.record(tokenOriginSchema, count),
  /** Of trained tokens, where answers are compared or judged; else none. */
  byAnswer: z.partialRecord(answerSchema, count).default({}),
  findings: z.array(findingSchema),
});
export type Audit = z.infer<typeof auditSchema>;
