import * as z from "zod";

/** A sum that is exact: one number, or several that do not overlap, the least first. */
const packedSumSchema = z.union([z.number(), z.array(z.number())]);
export type PackedSum = z.infer<typeof packedSumSchema>;

/** How many values lie in each bin, by where it begins, of each figure. */
export const figureCountsSchema = z.record(z.string(), z.record(z.string(), z.number().int()));
export type FigureCounts = z.infer<typeof figureCountsSchema>;

/** The sums of each figure, in the order of `noSums` of the measures. */
export const packedSumsSchema = z.record(z.string(), z.array(packedSumSchema));
export type PackedSums = z.infer<typeof packedSumsSchema>;

export type PackedDays = Record<string, { dialogues: number; sums: PackedSums }>;

/** What is kept of a data set to add to and take away from. Halves are drawn by the dialogues' ids, days are those of their birth (UTC). */
export type PackedFigures = {
  dialogues: number;
  halves: [PackedSums, PackedSums];
  days: PackedDays;
  counts: FigureCounts;
};
