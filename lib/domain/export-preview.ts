import * as z from "zod";

/** Turns of one side as a training file holds them: those it may put loss on, and those that people took out. */
const sideSchema = z.object({
  trained: z.number().int(),
  masked: z.number().int(),
  /** Dialogues with nothing of this side left to train on: a format that carries masks leaves them out. */
  empty: z.number().int(),
});

/** What a training file will hold, before it is asked for. */
export const exportPreviewSchema = z.object({
  /** Dialogues that match. */
  matched: z.number().int(),
  /** Of these, those that a file holds. */
  held: z.number().int(),
  /** Of those that it does not hold: of which a rejected turn left nothing. */
  rejected: z.number().int(),
  assistant: sideSchema,
  user: sideSchema,
});
export type ExportPreview = z.infer<typeof exportPreviewSchema>;
