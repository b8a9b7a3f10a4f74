import * as z from "zod";
import { auditSchema } from "./audit";
import { exportCountsSchema } from "./manifest";
import { previewRowSchema } from "./preview";
import { splitPartSchema } from "./split-spec";

/** What a recipe gives, before anything is made. */
export const recipePreviewSchema = z.object({
  /** Dialogues by part, all of them counted. */
  parts: z.array(z.object({ part: splitPartSchema, dialogues: z.number().int() })),
  /** What becomes of the first ones of the part that is trained on; of all where there are no more. */
  looked: exportCountsSchema,
  /** What the trainer will do with these; null where the rows are no dialogues. */
  audit: auditSchema.nullable(),
  /** What a person should know before they train on it, in sentences. */
  notes: z.array(z.string()),
  /** What the files are called. */
  files: z.array(z.string()),
  /** The first rows as the file holds them, and as the trainer will see them. */
  rows: z.array(z.object({ dialogueId: z.string(), json: z.string(), seen: previewRowSchema.nullable() })),
});
export type RecipePreview = z.infer<typeof recipePreviewSchema>;
