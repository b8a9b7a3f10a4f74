import * as z from "zod";

/** A figure at one place of a line: its mean, with the interval where there is one. */
const placeSchema = z.object({
  mean: z.number(),
  interval: z.object({ low: z.number(), high: z.number() }).nullable(),
  dialogues: z.number().int(),
});
export type FigurePlace = z.infer<typeof placeSchema>;

const byFigure = z.record(z.string(), placeSchema);

/** How figures of a data set changed. */
export const figuresOverTimeSchema = z.object({
  /** What they are called and in which unit they are. */
  figures: z.array(z.object({ id: z.string(), name: z.string(), group: z.string(), unit: z.string() })),
  /** By the day of the dialogues' birth (UTC): from one to the other, several where there are many days. */
  days: z.array(z.object({ from: z.iso.date(), to: z.iso.date(), dialogues: z.number().int(), figures: byFigure })),
  snapshots: z.array(
    z.object({ id: z.string(), number: z.number().int(), dialogues: z.number().int(), figures: byFigure }),
  ),
});
export type FiguresOverTime = z.infer<typeof figuresOverTimeSchema>;
