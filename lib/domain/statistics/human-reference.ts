import * as z from "zod";
import { figureRowSchema } from "../training/snapshot-figures";

/** The snapshot of real people that a project holds its figures against, with who chose it. */
export const humanReferenceSchema = z.object({
  snapshotId: z.string(),
  dataSetId: z.string(),
  dataSetName: z.string(),
  number: z.number().int(),
  dialogues: z.number().int(),
  chosenBy: z.object({ id: z.string(), name: z.string() }),
  chosenAt: z.iso.datetime(),
});
export type HumanReference = z.infer<typeof humanReferenceSchema>;

/** A handful of figures of a data set as it stands, beside those of people. */
export const headlineSchema = z.object({
  dataSetId: z.string(),
  name: z.string(),
  isArchived: z.boolean(),
  /** That were measured; null as long as nobody has asked for it. */
  dialogues: z.number().int().nullable(),
  figures: z.array(figureRowSchema),
});
export type Headline = z.infer<typeof headlineSchema>;
