import * as z from "zod";

/** A setting of a training as it was asked for, and as whoever trains is told it. */
export const translatedSchema = z.object({
  /** Where it stands in the specification: "hyper.learningRate". */
  field: z.string(),
  setting: z.string(),
  asked: z.string(),
  /** Under the names of whoever trains; null: it is not told, and they do as they like. */
  sent: z.string().nullable(),
  /** What a person is to know of it; empty: nothing. */
  words: z.string(),
  /** Whether what is asked for is what is done. */
  isKept: z.boolean(),
});
export type Translated = z.infer<typeof translatedSchema>;
