import * as z from "zod";
import { dialogueSchema, turnSchema } from "@/lib/domain/dialogue";
import {
  assignmentSchema,
  assignmentStatusSchema,
  reviewAnswerSchema,
  reviewDraftSchema,
} from "@/lib/domain/review/answer";
import { type Endpoint, pageOf, pageQuery } from "../endpoint";

/**
 * Active seconds at this item so far: the `seconds` that the assignment was served with and what came since. The
 * greatest number given counts, so that sending it again adds nothing.
 */
const seconds = z.number().min(0).max(86_400).default(0);

/** An item as the person at it sees it: nobody else's answer, and nothing that tells a gold item from another. */
export const servedItemSchema = z.object({
  assignment: assignmentSchema,
  /** Where it stands still: at the head to be judged, without verdict, marks, mask or tags of others. */
  dialogue: dialogueSchema,
  /** The whole tree; where it stands still, the path to be judged and nothing else. */
  turns: z.array(turnSchema),
  /**
   * True where the text stands still and changes are proposed in the answer: where several people judge it, and
   * everywhere in a queue with gold items.
   */
  isShared: z.boolean(),
});
export type ServedItem = z.infer<typeof servedItemSchema>;

/**
 * Why there is nothing to serve: all done, others are at the rest, the rest is dealt to others, they skipped the rest
 * (`includeSkipped` serves it again), the rest is kept from them since they judge its runs blind elsewhere, the queue is not
 * open, or holds nothing.
 */
export const nothingToServeSchema = z.enum([
  "all_done",
  "waiting_on_others",
  "nothing_assigned",
  "only_skipped",
  "kept_from_you",
  "paused",
  "empty",
]);
export type NothingToServe = z.infer<typeof nothingToServeSchema>;

/** Shown after each answer in a practice queue. */
export const feedbackSchema = z.object({ isRight: z.boolean(), known: reviewAnswerSchema });

/** `assignment.status` is `late` when the answer came too late to count; nothing tells what others answered. */
export const answerOutcomeSchema = z.object({
  assignment: assignmentSchema,
  feedback: feedbackSchema.nullable(),
  /** Version of the guideline as it stands; above the one that was sent when somebody has edited it meanwhile. */
  newestGuideline: z.number().int(),
});
export type AnswerOutcome = z.infer<typeof answerOutcomeSchema>;

/** What a person does at their place at an item. */
export const assignmentEndpoints = {
  claimItem: {
    summary: "Take the next item; with `holding` the one after those, so that it can be shown at once",
    access: "review.answer",
    scope: "annotate",
    body: z.strictObject({
      /** Assignments that the browser holds already and that are not to be served again. */
      holding: z.array(z.string()).max(20).default([]),
      /** When nothing else is left: also what they skipped, as far as it is free. */
      includeSkipped: z.boolean().default(false),
    }),
    response: z.object({ item: servedItemSchema.nullable(), reason: nothingToServeSchema.nullable() }),
  },
  getAssignment: {
    summary: "One of your assignments as it stands, answered ones too",
    access: "review.answer",
    scope: "annotate",
    response: servedItemSchema,
  },
  listAssignments: {
    summary: "Your work in a queue, newest first",
    access: "review.answer",
    scope: "annotate",
    query: z.strictObject({ status: assignmentStatusSchema.optional(), ...pageQuery }),
    response: pageOf(assignmentSchema.extend({ opening: z.string() })),
  },
  renewAssignment: {
    summary: "Keep your place at an item; a lease that ran out comes back if the place is still free",
    access: "review.answer",
    scope: "annotate",
    response: assignmentSchema,
  },
  saveDraft: {
    summary: "Keep what is typed and not sent yet",
    access: "review.answer",
    scope: "annotate",
    body: z.strictObject({ draft: reviewDraftSchema, seconds }),
    response: assignmentSchema,
    bodyLimit: 4_000_000,
  },
  answerItem: {
    summary: "Give your answer; the same answerId again is the same answer. Without a place left it is kept as late",
    access: "review.answer",
    scope: "annotate",
    body: z.strictObject({
      answerId: z.string().min(8).max(100),
      answer: reviewAnswerSchema,
      /** The version that the person had before them. */
      guidelineVersion: z.number().int(),
      /** The head that they judged. */
      headId: z.string().nullable(),
      seconds,
    }),
    response: answerOutcomeSchema,
    bodyLimit: 4_000_000,
  },
  takeBackAnswer: {
    summary: "Undo your answer: the item is before you again with what you had answered as a draft",
    access: "review.answer",
    scope: "annotate",
    response: servedItemSchema,
  },
  skipItem: {
    summary: "Give your place at an item to somebody else; your draft is kept",
    access: "review.answer",
    scope: "annotate",
    body: z.strictObject({
      reason: z.string().trim().max(1_000).default(""),
      draft: reviewDraftSchema.nullable(),
      seconds,
    }),
    response: assignmentSchema,
    bodyLimit: 4_000_000,
  },
} as const satisfies Record<string, Endpoint>;
