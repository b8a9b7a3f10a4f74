import * as z from "zod";
import { tieConventionSchema } from "./evaluation";

/** How sure ratings are: by formula, or by resampling in two stages. */
export const intervalMethodSchema = z.enum(["sandwich", "bootstrap"]);

/**
 * Which figures of an evaluation: all that its votes say, its ratings with the looks of the answers taken out, or the places in
 * its texts at which something may be a model's name.
 */
export const figuresOrderSchema = z.strictObject({
  figures: z.enum(["results", "styled", "open_names"]),
  source: z.string(),
  ties: tieConventionSchema.optional(),
  intervals: intervalMethodSchema.optional(),
  category: z.string().optional(),
  turn: z.number().int().optional(),
  criterion: z.string().optional(),
});
export type FiguresOrder = z.infer<typeof figuresOrderSchema>;

/** Grows when figures hold what they did not: those that were kept before are computed anew. */
const form = 4;

/** The same text for the same order, whichever way it is written down. */
export function keyOfFigures({ figures, ...query }: FiguresOrder): string {
  const set = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return `${figures}.${form}?${new URLSearchParams(set.sort(([a = ""], [b = ""]) => (a < b ? -1 : 1)))}`;
}
