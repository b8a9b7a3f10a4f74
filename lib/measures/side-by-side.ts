import type { ComparedWhole } from "@/lib/domain/statistics/corpus-figures";
import {
  type PublishedId,
  publishedDataSets,
  publishedSource,
  publishedTokenizer,
} from "@/lib/domain/statistics/published-data-sets";
import type { SideBySide, SideBySideCell, SideBySideColumn } from "@/lib/domain/statistics/side-by-side";
import type { FigureRow, KeptFigures } from "@/lib/domain/training/snapshot-figures";
import { type FigureId, figureDefinitions } from "./dialogue-figures";
import { figureRows } from "./figure-rows";
import { possible } from "./figure-sums";
import { intervalAbout, spreadOfDifference } from "./jackknife";
import { nearnessRows } from "./nearness-rows";
import { type ColumnScores, scoreRows } from "./score-rows";
import { wholeDefinitions, wholeFigureIds } from "./whole-definitions";

type CorpusValues = ComparedWhole["figures"];
export type MeasuredColumn = {
  column: SideBySideColumn;
  halves: KeptFigures["halves"] | null;
  whole: ComparedWhole | null;
  /** What judges say of it. */
  scores: readonly ColumnScores[];
};

/** Measures of several data sets, held against the human reference where it is measured, or else the first that is. */
export function sideBySide(
  measured: readonly MeasuredColumn[],
  published: readonly PublishedId[],
): Omit<SideBySide, "measured"> {
  const counted = measured.filter(({ halves }) => halves !== null);
  const base = counted.find(({ column }) => column.isReference) ?? counted[0];
  const ofEach = measured.map(({ halves }) => halves && figureRows(halves, base?.halves ?? null));
  const rows = (Object.keys(figureDefinitions) as FigureId[]).map((id, i): Row => {
    const { name, of, unit, definition, source } = figureDefinitions[id];
    const own = measured.map((one, at) => {
      // Tokens that were counted otherwise are not held against one another.
      const isAlike = unit !== "tokens" || one.column.tokenizer === base?.column.tokenizer;
      return cellOf(ofEach[at]?.[i], one !== base && isAlike);
    });
    return { id, name, of, unit, definition, source, cells: [...own, ...published.map((one) => printed(one, id))] };
  });
  return {
    columns: [...measured.map(({ column }) => column), ...published.map(columnOf)],
    against: base?.column.id ?? null,
    // Without any measured snapshot there is nothing but what was published.
    rows: [...(base ? rows : rows.filter(isTold)), ...wholeRows(measured, base, published.length)],
  };
}

/** What is measured as a whole, near to people and scored by judges, where any was: a person asks for that apart. */
function wholeRows(measured: readonly MeasuredColumn[], base: MeasuredColumn | undefined, published: number): Row[] {
  const columns = measured.map(({ column, whole }) => Object.assign({ whole }, column));
  const scores = measured.map((one) => one.scores);
  const at = base ? measured.indexOf(base) : measured.findIndex((one) => one.scores.length > 0);
  return [...corpusRows(measured, base), ...nearnessRows(columns), ...scoreRows(scores, at)].map((row) =>
    Object.assign(row, { cells: [...row.cells, ...Array.from({ length: published }, () => null)] }),
  );
}

type Row = SideBySide["rows"][number];

function isTold({ cells }: Row): boolean {
  return cells.some((cell) => cell !== null);
}

function corpusRows(measured: readonly MeasuredColumn[], base: MeasuredColumn | undefined): Row[] {
  const rows = wholeFigureIds.map((id): Row => {
    const { name, unit, definition, source } = wholeDefinitions[id];
    const cells = measured.map((one) =>
      wholeCell(one.whole?.figures[id], one === base ? null : base?.whole?.figures[id], unit),
    );
    return { id, name, of: "corpus", unit, definition, source, cells };
  });
  return rows.filter(isTold);
}

type CorpusValue = CorpusValues[string] | undefined;

function wholeCell(figure: CorpusValue, theirs: CorpusValue, unit: string): SideBySideCell | null {
  if (!figure) return null;
  const { value: mean, interval, spread, dialogues: values } = figure;
  const difference = theirs ? mean - theirs.value : null;
  const between = intervalAbout(difference ?? 0, spreadOfDifference(spread, theirs?.spread ?? null));
  const held = difference === null ? null : { difference, interval: between, inDeviations: null };
  return { mean, interval: interval && possible(interval, unit), values, skipped: 0, difference: held };
}

function cellOf(row: FigureRow | undefined, isHeld: boolean): SideBySideCell | null {
  if (!row?.figure) return null;
  const { mean, interval, values, skipped } = row.figure;
  return {
    mean,
    interval: interval && possible(interval, row.unit),
    values,
    skipped,
    difference: isHeld ? row.distance : null,
  };
}

function columnOf(id: PublishedId): SideBySideColumn {
  const { name, dialogues } = publishedDataSets[id];
  const about = { tokenizer: publishedTokenizer, source: publishedSource, isReference: false };
  return { id, name, kind: "published", dialogues, ...about };
}

function printed(id: PublishedId, figure: FigureId): SideBySideCell | null {
  const { means, dialogues, utterances } = publishedDataSets[id];
  if (figure !== "rounds" && figure !== "turnTokens" && figure !== "dialogueTokens") return null;
  const values = figure === "turnTokens" ? utterances : dialogues;
  return { mean: means[figure], interval: null, values, skipped: 0, difference: null };
}
