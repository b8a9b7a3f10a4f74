import { binOf, binToken } from "@/lib/domain/statistics/bins";
import { behaviourFigures } from "./behaviour-figures";
import type { FigureDefinition, MeasuredDialogue } from "./figure-definition";
import { type FigureSums, sumsOf } from "./figure-sums";
import { lengthFigures } from "./length-figures";
import { lexicalFigures } from "./lexical-figures";
import { questionTypeFigures } from "./question-types";
import { surfaceFigures } from "./surface-figures";

/** Grows with each change of what a figure is: what was counted by an older version is counted anew. */
export const figuresVersion = 4;

/** The figures of a data set that need nothing but its dialogues, in the order in which they are shown. */
export const figureDefinitions = {
  ...lengthFigures,
  ...lexicalFigures,
  ...surfaceFigures,
  ...questionTypeFigures,
  ...behaviourFigures,
} as const satisfies Record<string, FigureDefinition>;

/** What belongs together, under its name. */
export const figureGroups = {
  Length: lengthFigures,
  Words: lexicalFigures,
  "How users write": surfaceFigures,
  "What they ask": questionTypeFigures,
  "How they react": behaviourFigures,
} as const satisfies Record<string, Record<string, FigureDefinition>>;

export type FigureId = keyof typeof figureDefinitions;
const figureIds = Object.keys(figureDefinitions) as FigureId[];
export type DialogueFigures = Record<FigureId, FigureSums>;
/** What a path of a dialogue gives to each figure, value by value. */
export type PathValues = Partial<Record<string, (number | null)[]>>;

/** All values of a dialogue, as they are kept: what is no finite number has none. */
export function valuesOf(dialogue: MeasuredDialogue): PathValues {
  const each = Object.entries(figureDefinitions).map(([id, { values }]) => [id, values(dialogue).map(finite)]);
  return Object.fromEntries(each) as PathValues;
}

function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}

/** What a dialogue gives to each figure of the data set that holds it. */
export function measureDialogue(dialogue: MeasuredDialogue): DialogueFigures {
  const each = Object.entries(valuesOf(dialogue)).map(([id, values]) => [id, sumsOf(values ?? [])]);
  return Object.fromEntries(each) as DialogueFigures;
}

/** The bins that values of a path lie in, of all figures. */
export function binsOf(values: PathValues): string[] {
  const tokens: string[] = [];
  for (const id of figureIds) {
    const { unit } = figureDefinitions[id];
    const bins: number[] = [];
    for (const value of values[id] ?? []) {
      const bin = value === null ? null : binOf(unit, value);
      // A handful at most: looked through faster than a set is made.
      if (bin !== null && !bins.includes(bin)) bins.push(bin);
    }
    for (const bin of bins) tokens.push(binToken(id, bin));
  }
  return tokens;
}
