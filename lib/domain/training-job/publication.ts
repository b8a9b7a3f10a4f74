import * as z from "zod";
import { pushSchema } from "../training/push";
import { modelFileSchema } from "./model-file";

/** The files of a trained model, sent to a destination. */
export const publicationSchema = pushSchema.omit({ exportId: true }).extend({ trainingId: z.string() });
export type Publication = z.infer<typeof publicationSchema>;

/** What would be published of a training, before anything is sent. */
export const publicationPreviewSchema = z.object({
  /** Why nothing of it can be published from here, in words; null: it can be. */
  obstacle: z.string().nullable(),
  /** The machine that has the files, and whether it is heard of now. */
  host: z.object({ name: z.string(), isAway: z.boolean() }).nullable(),
  /** null: its host lists them when it begins. */
  files: z.array(modelFileSchema).nullable(),
  /** The model card that goes along as README.md, so far as it is known before the files are read. */
  card: z.string(),
});
export type PublicationPreview = z.infer<typeof publicationPreviewSchema>;
