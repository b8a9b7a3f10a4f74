import { behaviourFigures } from "./behaviour-figures";
import type { FigureDefinition, MeasuredDialogue } from "./figure-definition";
import { added, type FigureSums, noSums, sumsOf } from "./figure-sums";
import { lengthFigures } from "./length-figures";
import { lexicalFigures } from "./lexical-figures";
import { questionTypeFigures } from "./question-types";
import { surfaceFigures } from "./surface-figures";

/** Grows with each change of what a figure is: what was counted by an older version is counted anew. */
export const figuresVersion = 2;

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
export type DialogueFigures = Record<FigureId, FigureSums>;

/** What a dialogue gives to each figure of the data set that holds it. */
export function measureDialogue(dialogue: MeasuredDialogue): DialogueFigures {
  const each = Object.entries(figureDefinitions).map(([id, { values }]) => [id, sumsOf(values(dialogue))]);
  return Object.fromEntries(each) as DialogueFigures;
}

/** Figures of no dialogue, to add to. */
export function noFigures(): Record<string, FigureSums> {
  return Object.fromEntries(Object.keys(figureDefinitions).map((id) => [id, noSums]));
}

/** Adds what a dialogue gives. */
export function addFigures(to: Record<string, FigureSums>, more: DialogueFigures): void {
  for (const id of Object.keys(more) as FigureId[]) to[id] = added(to[id] ?? noSums, more[id]);
}
