import * as z from "zod";
import { dialogueFilterSchema } from "../dialogue-filter";
import { labelFieldsSchema } from "../review/guideline";
import { dataSetMemberSchema } from "./data-set-role";

export const dataSetNameSchema = z.string().trim().min(1, "Give the data set a name").max(120);
export const dataSetNoteSchema = z.string().trim().max(4_000);

/** What a person says of a data set. */
export const dataSetTextSchema = z.strictObject({
  name: dataSetNameSchema,
  note: dataSetNoteSchema.default(""),
  /** What people say of its dialogues besides the verdict: queues that are made of it begin with these labels. */
  fields: labelFieldsSchema,
});

/** Dialogues that are meant for training, as they stand at any time: what a filter finds, or those that are listed. */
export const dataSetSchema = dataSetTextSchema.extend({
  id: z.string(),
  /** null: a list. */
  filter: dialogueFilterSchema.nullable(),
  /** How often it was changed since it was made. */
  version: z.number().int(),
  /** Who may do more than read it, besides leads. */
  members: z.array(dataSetMemberSchema),
  createdBy: z.object({ id: z.string(), name: z.string() }),
  createdAt: z.iso.datetime(),
  archivedAt: z.iso.datetime().nullable(),
});
export type DataSet = z.infer<typeof dataSetSchema>;

/** With its last snapshot, if it has any. */
export const listedDataSetSchema = dataSetSchema.extend({
  lastSnapshot: z
    .object({ id: z.string(), number: z.number().int(), dialogues: z.number().int(), createdAt: z.iso.datetime() })
    .nullable(),
});
export type ListedDataSet = z.infer<typeof listedDataSetSchema>;
