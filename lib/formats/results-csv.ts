import * as z from "zod";
import type { Format, Records } from "./format";
import { writeCsv } from "./text/csv";

const fields = {
  measure: "what was measured",
  source: "whose votes or judgments it rests on",
  candidate: "of whom it is told",
  against: "in comparison with whom; empty = with all",
  category: "of which questions; empty = of all",
  value: "the figure; empty where there is none",
  low: "lower end of the 95 % interval",
  high: "upper end of it",
  n: "on how many it rests",
  note: "why there is no figure, or what to know about it",
} as const;

export type FigureRow = Record<keyof typeof fields, string | number>;

/** All figures of a view of results, one a line. */
export const resultsCsv = {
  id: "results_csv",
  name: "Figures",
  use: "CSV, of the votes that are shown",
  extension: "csv",
  alsoEndsWith: [],
  mediaType: "text/csv",
  firstLine: null,
  subject: "figures",
  sides: [],
  masks: false,
  options: z.strictObject({}),
  fields,
  write: (rows: Records<FigureRow>) => writeCsv(fields, rows),
} as const satisfies Format;
