import * as z from "zod";
import { dialogueFilterSchema } from "../dialogue-filter";
import { labelListSchema } from "../review/guideline";
import { type DataSet, dataSetNameSchema, dataSetNoteSchema } from "./data-set";

/** What may be changed of a data set. What is not named stays. */
const changeable = {
  name: dataSetNameSchema.optional(),
  note: dataSetNoteSchema.optional(),
  fields: labelListSchema.optional(),
  /** Of one that is what a filter finds. */
  filter: dialogueFilterSchema.optional(),
  isArchived: z.boolean().optional(),
};
export const wantedChangeSchema = z.strictObject(changeable);
export type WantedChange = z.infer<typeof wantedChangeSchema>;

/** What a change was about, as it stood before or after it. */
export const changedStateSchema = z.strictObject({
  ...changeable,
  /** How many its filter found at that moment, where the filter was changed. */
  dialogues: z.number().int().optional(),
});
export type ChangedState = z.infer<typeof changedStateSchema>;

/** One change of a data set, as its history keeps it for good. */
export const dataSetChangeSchema = z.object({
  /** 1-based, in the order of the changes. */
  version: z.number().int(),
  before: changedStateSchema,
  after: changedStateSchema,
  changedBy: z.object({ id: z.string(), name: z.string() }),
  createdAt: z.iso.datetime(),
});
export type DataSetChange = z.infer<typeof dataSetChangeSchema>;

/** What of a data set would be another, as it is and as it would be; null where nothing would. */
export function changeOf(dataSet: DataSet, wanted: WantedChange): { before: ChangedState; after: ChangedState } | null {
  const { name, note, fields, filter, archivedAt } = dataSet;
  const now: WantedChange = { name, note, fields, filter: filter ?? undefined, isArchived: archivedAt !== null };
  const keys = (Object.keys(now) as (keyof WantedChange)[]).filter(
    (key) => wanted[key] !== undefined && said(wanted[key]) !== said(now[key]),
  );
  if (keys.length === 0) return null;
  const only = (all: WantedChange): ChangedState => Object.fromEntries(keys.map((key) => [key, all[key]]));
  return { before: only(now), after: only(wanted) };
}

/** As text that is the same for what says the same, in whatever order its parts stand. */
function said(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
