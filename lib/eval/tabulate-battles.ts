import type { Battle } from "./battle";

/**
 * Battles counted. Each pair of candidates that met has three cells, `3 p + won`, `3 p + tied`, `3 p + lost`, as seen
 * from `first[p]`, which is a smaller place in `candidates` than `second[p]`.
 */
export type BattleTable = {
  candidates: string[];
  first: Int32Array;
  second: Int32Array;
  /** What a battle of each pair counts for; 1 unless pairs were sampled unevenly. Of all battles the mean is 1. */
  weights: Float64Array;
  /** How many battles ended in each cell. */
  counts: Float64Array;
  /** The cell of each battle; those of an item stand together, and in it those of a rater. */
  cells: Int32Array;
  /** Where in `cells` each rater's battles on one item begin; one more at the end. */
  raterStarts: Int32Array;
  /** Whose battles those are, numbered from 0. */
  raterOf: Int32Array;
  /** Where in `raterStarts` each item begins; one more at the end. */
  itemStarts: Int32Array;
  raters: number;
};

export const won = 0;
export const tied = 1;
export const lost = 2;

/** How likely it was that these two met, or anything in proportion to it; above 0, and the same both ways round. */
export type ChanceOfPair = (one: string, other: string) => number;

/**
 * Counts battles by pair and outcome. Candidates are in the order of their names; one against itself is left out. With
 * `chance` each battle counts for 1 / chance of its pair.
 */
export function tabulateBattles(battles: readonly Battle[], chance?: ChanceOfPair): BattleTable {
  const real = battles.some(({ first, second }) => first === second)
    ? battles.filter(({ first, second }) => first !== second)
    : battles;
  const [items, raters] = [new Places(), new Places()];
  const known = new Set<string>();
  for (const { first, second } of real) known.add(first).add(second);
  const candidates = [...known].sort();
  const places = new Map(candidates.map((candidate, i) => [candidate, i]));
  const pairAt = new Int32Array(candidates.length ** 2).fill(-1);
  const pairs: [number, number][] = [];
  const cells = new Int32Array(real.length);
  real.forEach(({ first, second, outcome, item, rater }, at) => {
    const a = places.get(first) ?? 0;
    const b = places.get(second) ?? 0;
    const place = a < b ? a * candidates.length + b : b * candidates.length + a;
    let pair = pairAt[place] ?? -1;
    if (pair < 0) {
      pair = pairs.push(a < b ? [a, b] : [b, a]) - 1;
      pairAt[place] = pair;
    }
    const decided = outcome === "first" || outcome === "second";
    cells[at] = 3 * pair + (decided ? ((outcome === "first") === a < b ? won : lost) : tied);
    items.add(item);
    raters.add(rater);
  });
  const counts = new Float64Array(3 * pairs.length);
  for (const cell of cells) counts[cell] = (counts[cell] ?? 0) + 1;
  return {
    candidates,
    first: Int32Array.from(pairs, ([a]) => a),
    second: Int32Array.from(pairs, ([, b]) => b),
    counts,
    weights: weightsOf(pairs, counts, (a, b) => 1 / (chance?.(candidates[a] ?? "", candidates[b] ?? "") ?? 1)),
    ...grouped(cells, items, raters),
    raters: raters.size,
  };
}

function weightsOf(pairs: [number, number][], counts: Float64Array, weigh: (a: number, b: number) => number) {
  const weights = Float64Array.from(pairs, ([a, b]) => weigh(a, b));
  let [sum, battles] = [0, 0];
  counts.forEach((count, cell) => {
    sum += count * (weights[Math.floor(cell / 3)] ?? 0);
    battles += count;
  });
  return weights.map((weight) => (weight * battles) / sum);
}

/** Numbers names in the order in which they come first; `all` is the number of each name added. */
class Places {
  readonly #known = new Map<string, number>();
  readonly all: number[] = [];

  add(name: string): void {
    const size = this.#known.size;
    const place = this.#known.get(name) ?? size;
    if (place === size) this.#known.set(name, size);
    this.all.push(place);
  }

  get size(): number {
    return this.#known.size;
  }
}

function grouped(cells: Int32Array, items: Places, raters: Places) {
  const byRater = sortedBy(
    raters,
    cells.map((_, i) => i),
  );
  const order = sortedBy(items, byRater);
  const raterStarts: number[] = [];
  const raterOf: number[] = [];
  const itemStarts: number[] = [];
  let [lastItem, lastRater] = [-1, -1];
  order.forEach((from, at) => {
    const item = items.all[from] ?? 0;
    const rater = raters.all[from] ?? 0;
    if (item !== lastItem) itemStarts.push(raterStarts.length);
    if (item !== lastItem || rater !== lastRater) {
      raterStarts.push(at);
      raterOf.push(rater);
    }
    [lastItem, lastRater] = [item, rater];
  });
  itemStarts.push(raterStarts.length);
  raterStarts.push(cells.length);
  return {
    cells: order.map((from) => cells[from] ?? 0),
    raterStarts: Int32Array.from(raterStarts),
    raterOf: Int32Array.from(raterOf),
    itemStarts: Int32Array.from(itemStarts),
  };
}

/** A stable counting sort of `order` by place. */
function sortedBy({ all, size }: Places, order: Int32Array): Int32Array {
  const next = new Int32Array(size + 1);
  for (const place of all) next[place + 1] = (next[place + 1] ?? 0) + 1;
  for (let place = 0; place < size; place++) next[place + 1] = (next[place + 1] ?? 0) + (next[place] ?? 0);
  const sorted = new Int32Array(order.length);
  for (const from of order) {
    const place = all[from] ?? 0;
    const to = next[place] ?? 0;
    sorted[to] = from;
    next[place] = to + 1;
  }
  return sorted;
}
