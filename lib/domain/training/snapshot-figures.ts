import * as z from "zod";
import { figureCountsSchema } from "../statistics/kept-figures";

const interval = z.object({ low: z.number(), high: z.number() });

const meanFigureSchema = z.object({
  mean: z.number(),
  /** Of single values; null for fewer than two. */
  deviation: z.number().nullable(),
  error: z.number().nullable(),
  /** 95 %, dialogues being what was drawn; null for fewer than six. */
  interval: interval.nullable(),
  dialogues: z.number().int(),
  values: z.number().int(),
  /** What had no value. */
  skipped: z.number().int(),
});

export const distanceSchema = z.object({
  difference: z.number(),
  interval: interval.nullable(),
  /** In standard deviations of people's single values. */
  inDeviations: z.number().nullable(),
});

/** A figure of a snapshot, and where it stands beside that of people. */
export const figureRowSchema = z.object({
  id: z.string(),
  /** What it belongs to, as "Length". */
  group: z.string(),
  name: z.string(),
  of: z.enum(["dialogue", "question", "answer", "turn"]),
  unit: z.string(),
  definition: z.string(),
  source: z.string(),
  /** Null where nothing has a value. */
  figure: meanFigureSchema.nullable(),
  people: meanFigureSchema.nullable(),
  distance: distanceSchema.nullable(),
  /** How far one half of the people lies from the other: nothing can be asked to lie nearer. */
  ceiling: distanceSchema.nullable(),
});
export type FigureRow = z.infer<typeof figureRowSchema>;

export const snapshotFiguresSchema = z.object({
  /** Null as long as nobody has asked for them. */
  counted: z.object({ tokenizer: z.string(), at: z.iso.datetime(), dialogues: z.number().int() }).nullable(),
  /** The snapshot of real people that it is held against: the one that is named, or else the project's; null without one. */
  people: z.object({ snapshotId: z.string(), isCounted: z.boolean() }).nullable(),
  rows: z.array(figureRowSchema),
  /** How many values lie in each bin, and how many of people's. */
  counts: figureCountsSchema,
  peopleCounts: figureCountsSchema.nullable(),
});
export type SnapshotFigures = z.infer<typeof snapshotFiguresSchema>;

const sums = z.object({
  dialogues: z.number(),
  values: z.number(),
  skipped: z.number(),
  sum: z.number(),
  squares: z.number(),
  sumSquares: z.number(),
  cross: z.number(),
  countSquares: z.number(),
});

/** As they are kept: the sums of each figure over one half of the dialogues and over the other, drawn by their ids, and its bins. */
export const keptFiguresSchema = z.object({
  dialogues: z.number().int(),
  halves: z.tuple([z.record(z.string(), sums), z.record(z.string(), sums)]),
  counts: figureCountsSchema,
});
export type KeptFigures = z.infer<typeof keptFiguresSchema>;
