import type { CorpusRow, KeptCorpus } from "@/lib/domain/statistics/corpus-figures";
import { intervalAbout, spreadOfDifference } from "./jackknife";
import { wholeDefinitions, wholeFigureIds } from "./whole-definitions";

/** Every figure of a corpus in the order in which they are shown, beside those of people where there are any. */
export function corpusRows({ own, people }: Pick<KeptCorpus, "own" | "people">): CorpusRow[] {
  return wholeFigureIds.map((id) => {
    const { name, unit, definition, source } = wholeDefinitions[id];
    const [figure, theirs] = [own.figures[id] ?? null, people?.figures[id] ?? null];
    const value = figure && theirs ? figure.value - theirs.value : null;
    const spread = spreadOfDifference(figure?.spread ?? null, theirs?.spread ?? null);
    const difference = value === null ? null : { value, interval: intervalAbout(value, spread) };
    const ceiling = theirs?.halves ? Math.abs(theirs.halves[0] - theirs.halves[1]) : null;
    return { id, name, unit, definition, source, figure, people: theirs, difference, ceiling };
  });
}
