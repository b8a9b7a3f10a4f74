import * as z from "zod";
import { distanceSchema, figureRowSchema } from "../training/snapshot-figures";

/** A snapshot that stands beside others, a data set as it stands now, or one of which values were published. */
const columnSchema = z.object({
  /** Of the snapshot, the data set, or the published one. */
  id: z.string(),
  name: z.string(),
  kind: z.enum(["snapshot", "data_set", "published"]),
  /** Null of a data set that is not measured yet. */
  dialogues: z.number().int().nullable(),
  /** By which turns were counted; null where nothing is measured yet. */
  tokenizer: z.string().nullable(),
  /** Where published values stand; null of a snapshot. */
  source: z.string().nullable(),
  /** The project's human reference. */
  isReference: z.boolean(),
});
export type SideBySideColumn = z.infer<typeof columnSchema>;

const cellSchema = z.object({
  mean: z.number(),
  interval: z.object({ low: z.number(), high: z.number() }).nullable(),
  /** Values that the mean is of; null where that was not published. */
  values: z.number().int().nullable(),
  skipped: z.number().int(),
  /** From the column that all are held against; null in that column, and where either was counted otherwise. */
  difference: distanceSchema.nullable(),
});
export type SideBySideCell = z.infer<typeof cellSchema>;

const rowSchema = figureRowSchema
  .pick({ id: true, name: true, unit: true, definition: true, source: true })
  // What is measured of a snapshot as a whole is of no single dialogue or turn.
  .extend({ of: z.enum([...figureRowSchema.shape.of.options, "corpus"]) });

/** Measures of several data sets side by side: a row for each measure, a cell for each column. */
export const sideBySideSchema = z.object({
  columns: z.array(columnSchema),
  /** Snapshots and data sets of the project that are measured, chosen or not. */
  measured: z.array(z.string()),
  /** The id of the column that the others are held against: the human reference, or else the first that is measured. */
  against: z.string().nullable(),
  /** A cell is null where its column has no such value. */
  rows: z.array(rowSchema.extend({ cells: z.array(cellSchema.nullable()) })),
});
export type SideBySide = z.infer<typeof sideBySideSchema>;
export type SideBySideRow = SideBySide["rows"][number];

/** Files of the table. A picture in pixels is made of the drawn one by the browser. */
export const sideBySideFileSchema = z.enum(["csv", "markdown", "latex", "svg"]);
export type SideBySideFile = z.infer<typeof sideBySideFileSchema>;
