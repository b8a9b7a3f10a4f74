/**
 * Bins of what is measured, each named by where it begins. They never follow the data, so that counts can be kept, added
 * up and held against each other: shares go by tenths, all else by ten steps a decade, of equal width to the eye on a
 * logarithmic scale (the R10 series of ISO 3), small whole numbers one by one.
 */
const tenths = Array.from({ length: 10 }, (_, i) => i / 10);
const series = [1, 1.25, 1.6, 2, 2.5, 3.15, 4, 5, 6.3, 8];
const steps = [0, ...Array.from({ length: 70 }, (_, i) => stepAt(i))].filter((edge, i, all) => edge !== all[i - 1]);

/** Whole from 1 on: between whole numbers nothing lies that is counted one by one. */
function stepAt(i: number): number {
  const exact = (series[i % 10] ?? 1) * 10 ** Math.floor(i / 10);
  return Math.round(exact);
}

/** Where the bins of a figure of this unit begin, from the lowest on. */
export function binEdges(unit: string): readonly number[] {
  return unit === "share" ? tenths : steps;
}

/** Where the bin begins that holds a value: the last edge that is not above it. What lies below all is in the first. */
export function binOf(unit: string, value: number): number {
  const edges = binEdges(unit);
  let [low, high] = [0, edges.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    // A tenth that was computed may lie a hair below itself.
    if ((edges[middle] as number) <= value + 1e-12) low = middle;
    else high = middle - 1;
  }
  return edges[low] ?? 0;
}

/** Where the bin that begins here ends; null for the last one. */
export function binEnd(unit: string, edge: number): number | null {
  const edges = binEdges(unit);
  return edges[edges.indexOf(edge) + 1] ?? null;
}

/** What a path of a dialogue carries for each bin that a value of it lies in. */
export function binToken(figure: string, edge: number): string {
  return `${figure}:${edge}`;
}

const condition = /^([A-Za-z]+):(\d+(?:\.\d+)?)\.\.(\d+(?:\.\d+)?)?$/;

/** What a filter says of a figure: a value from `from` on and below `to`. */
export type FigureRange = { figure: string; from: number; to: number | null };

/** Reads `rounds:3..8,mtld:50..`: each must hold. Null where it says something else. */
export function readFigureRanges(text: string): FigureRange[] | null {
  const read = text.split(",").map((part) => {
    const [, figure, from, to] = condition.exec(part.trim()) ?? [];
    return figure === undefined ? null : { figure, from: Number(from), to: to === undefined ? null : Number(to) };
  });
  return read.every((one) => one !== null) ? read : null;
}

export function writeFigureRange({ figure, from, to }: FigureRange): string {
  return `${figure}:${from}..${to ?? ""}`;
}

/** Every bin, of whichever unit, that begins in a range: no figure has bins of both. */
export function tokensIn({ figure, from, to }: FigureRange): string[] {
  const edges = [...new Set([...tenths, ...steps])];
  return edges.filter((edge) => edge >= from && (to === null || edge < to)).map((edge) => binToken(figure, edge));
}
