import * as z from "zod";

/**
 * A part of a data file, made of so many dialogues: it can be made, and compared with what it was, without what stands
 * before it.
 */
export const stretchSchema = z.object({
  dialogues: z.number().int(),
  bytes: z.number().int(),
  /** In hex. */
  sha256: z.string(),
});
export type Stretch = z.infer<typeof stretchSchema>;

/** Of data files by their name, in their order; a file that is not in it is made as a whole. */
export const stretchesSchema = z.record(z.string(), z.array(stretchSchema));
export type Stretches = z.infer<typeof stretchesSchema>;

/** Where in a data file something begins: behind so many dialogues, which gave so many bytes. */
export type Place = Pick<Stretch, "dialogues" | "bytes">;
