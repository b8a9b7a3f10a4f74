import * as z from "zod";
import { answerSchema, whyNotSchema } from "./audit";

/** A token as it is read by people, or several that make one letter. */
export const previewPieceSchema = z.strictObject({
  text: z.string(),
  isTrained: z.boolean(),
  /** Stands for itself, such as the end of a turn. */
  isMark: z.boolean(),
  /** Who says it: user, assistant, or the message's own role; null for words of the template. */
  by: z.string().nullable(),
});
export type PreviewPiece = z.infer<typeof previewPieceSchema>;

/** What a trainer holds of a row when training begins, or why it holds nothing. */
export const previewSampleSchema = z.strictObject({
  as: z.enum(["row", "dropped", "refused"]),
  why: whyNotSchema.nullable(),
  /** What people said of its last message, where that is what is learned. */
  answer: answerSchema.nullable(),
  tokens: z.number().int(),
  trained: z.number().int(),
  /** Trained tokens that the length cuts off. */
  lost: z.number().int(),
  pieces: z.array(previewPieceSchema),
  /** Whether these are all of its tokens: of a long row the beginning is shown. */
  isWhole: z.boolean(),
});
export type PreviewSample = z.infer<typeof previewSampleSchema>;

export const previewRowSchema = z.strictObject({
  dialogueId: z.string(),
  part: z.string().nullable(),
  samples: z.array(previewSampleSchema),
});
export type PreviewRow = z.infer<typeof previewRowSchema>;
