import * as z from "zod";
import { reviewAnswerSchema } from "./answer";

export const itemStatusSchema = z.enum(["open", "contested", "settled"]);
export type ItemStatus = z.infer<typeof itemStatusSchema>;

/** How an item was settled. `answer` is what counts from then on; `chosenId` the assignment whose answer was taken. */
export const resolutionSchema = z.object({
  by: z.enum(["agreement", "reviewer"]),
  answer: reviewAnswerSchema,
  chosenId: z.string().nullable(),
  note: z.string(),
});
export type Resolution = z.infer<typeof resolutionSchema>;

export const reviewItemSchema = z.object({
  id: z.string(),
  queueId: z.string(),
  dialogueId: z.string(),
  /** 1-based. */
  position: z.number().int(),
  needed: z.number().int(),
  headId: z.string().nullable(),
  status: itemStatusSchema,
  isGold: z.boolean(),
  resolution: resolutionSchema.nullable(),
  resolvedById: z.string().nullable(),
  resolvedAt: z.iso.datetime().nullable(),
});
export type ReviewItem = z.infer<typeof reviewItemSchema>;
