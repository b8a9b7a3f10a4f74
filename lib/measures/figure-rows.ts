import type { FigureRow, KeptFigures } from "@/lib/domain/training/snapshot-figures";
import { type FigureId, figureDefinitions, figureGroups } from "./dialogue-figures";
import { added, distanceFromPeople, meanOfSums, noSums } from "./figure-sums";

/** Those that tell most of a data set at a glance. */
export const headlineFigures = [
  "rounds",
  "questionTokens",
  "answerTokens",
  "mtld",
  "questionMark",
] as const satisfies FigureId[];

/** Under which name a figure stands with others. */
export const groupOf = Object.fromEntries(
  Object.entries(figureGroups).flatMap(([group, figures]) => Object.keys(figures).map((id) => [id, group])),
) as Record<FigureId, string>;

type Halves = KeptFigures["halves"];

/** Every figure of a snapshot in the order in which they are shown, beside those of people where there are any. */
export function figureRows(
  halves: Halves,
  people: Halves | null,
  ids: readonly FigureId[] = Object.keys(figureDefinitions) as FigureId[],
): FigureRow[] {
  return ids.map((id) => {
    const { name, of, unit, definition, source } = figureDefinitions[id];
    const [figure, theirs] = [wholeOf(halves, id), people && wholeOf(people, id)];
    const ceiling = people && distanceFromPeople(halfOf(people[0], id), halfOf(people[1], id));
    const distance = distanceFromPeople(figure, theirs);
    return { id, group: groupOf[id], name, of, unit, definition, source, figure, people: theirs, distance, ceiling };
  });
}

function wholeOf([one, other]: Halves, id: FigureId) {
  return meanOfSums(added(one[id] ?? noSums, other[id] ?? noSums));
}

function halfOf(half: Halves[0], id: FigureId) {
  return meanOfSums(half[id] ?? noSums);
}
