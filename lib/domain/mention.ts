import * as z from "zod";

/** A comment that names a person, for that person. */
export const mentionSchema = z.object({
  /** The decision that is the comment. */
  id: z.string(),
  dialogueId: z.string(),
  turnId: z.string().nullable(),
  personName: z.string(),
  opening: z.string(),
  text: z.string(),
  unread: z.boolean(),
  createdAt: z.iso.datetime(),
});
export type Mention = z.infer<typeof mentionSchema>;
