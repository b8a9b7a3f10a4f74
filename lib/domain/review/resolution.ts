import * as z from "zod";
import { reviewAnswerSchema } from "./answer";

export const itemStatusSchema = z.enum(["open", "contested", "settled"]);
export type ItemStatus = z.infer<typeof itemStatusSchema>;

/**
 * How an item was settled: by the `single` person it was for, by the `agreement` of all, or by a `reviewer`. `answer` is
 * what counts from then on, by the guideline version it names; `chosenId` the assignment whose answer was taken.
 */
export const resolutionSchema = z.object({
  by: z.enum(["single", "agreement", "reviewer"]),
  answer: reviewAnswerSchema,
  guidelineVersion: z.number().int(),
  chosenId: z.string().nullable(),
  note: z.string(),
  /** Batch of the decisions that it wrote on the dialogue; null when the dialogue was so already. */
  batchId: z.string().nullable(),
});
export type Resolution = z.infer<typeof resolutionSchema>;

export const reviewItemSchema = z.object({
  id: z.string(),
  queueId: z.string(),
  dialogueId: z.string(),
  /** 1-based. */
  position: z.number().int(),
  /** People who are to judge it; 0 for a gold item, which is for everybody once. */
  needed: z.number().int(),
  headId: z.string().nullable(),
  status: itemStatusSchema,
  isGold: z.boolean(),
  resolution: resolutionSchema.nullable(),
  /** Who settled it. */
  personId: z.string().nullable(),
  resolvedAt: z.iso.datetime().nullable(),
});
export type ReviewItem = z.infer<typeof reviewItemSchema>;
