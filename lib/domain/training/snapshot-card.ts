import * as z from "zod";

/** Markdown with a YAML header, as Hugging Face reads it. */
export const cardTextSchema = z
  .string()
  .trim()
  .min(1, "Write something first")
  .max(200_000, "At most 200,000 characters");

export const snapshotCardSchema = z.object({
  text: z.string(),
  /** 0: made of the facts; nobody has written one. */
  version: z.number().int(),
  writtenBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  createdAt: z.iso.datetime().nullable(),
});
export type SnapshotCard = z.infer<typeof snapshotCardSchema>;
