/** One judgement: who said what about which item. Values are categories, or numbers on a scale. */
export type Rating = { item: string; rater: string; value: string | number };

/**
 * Ratings counted by item. `counts[i][v]` raters gave item `i` the value `values[v]`; only items that at least two
 * raters judged are in it, since agreement is about pairs. Numbers are sorted as numbers, categories by their name.
 */
export type RatingsTable = {
  values: (string | number)[];
  counts: number[][];
  /** Distinct raters and rated items, with those that only one person judged. */
  raters: string[];
  items: number;
  ratings: number;
};

/** Counts ratings; when a rater judged an item twice the last one stands. */
export function tabulate(ratings: readonly Rating[]): RatingsTable {
  const byItem = new Map<string, Map<string, string | number>>();
  for (const { item, rater, value } of ratings) {
    const ofItem = byItem.get(item) ?? new Map();
    byItem.set(item, ofItem.set(rater, value));
  }
  const all = [...byItem.values()];
  const pairable = all.filter((ofItem) => ofItem.size >= 2);
  const values = [...new Set(pairable.flatMap((ofItem) => [...ofItem.values()]))].sort(inOrder);
  const place = new Map(values.map((value, i) => [value, i]));
  const counts = pairable.map((ofItem) => {
    const row = values.map(() => 0);
    for (const value of ofItem.values()) {
      const at = place.get(value) ?? 0;
      row[at] = (row[at] ?? 0) + 1;
    }
    return row;
  });
  const raters = [...new Set(all.flatMap((ofItem) => [...ofItem.keys()]))].sort();
  return { values, counts, raters, items: all.length, ratings: all.reduce((sum, { size }) => sum + size, 0) };
}

function inOrder(a: string | number, b: string | number): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a) < String(b) ? -1 : 1;
}
