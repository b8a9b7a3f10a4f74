import { seededRandom } from "@/lib/base/random";

/** Rows that are held at once, and rows between two of the same key. */
const room = 2_048;
const apart = 64;

/**
 * The same rows in another order, the same for the same seed, as they come: each is drawn from the next 2,048 that were not
 * given yet. Rows of the same key stand at least 64 apart as long as there are others: a trainer that compares a text with
 * its neighbours' prompts would else compare it with its own (docs/method.md#files-of-preferences).
 */
export async function* shuffledApart<T>(
  rows: AsyncIterable<T>,
  keyOf: (row: T) => string | number,
  seed: number,
): AsyncGenerator<T> {
  const random = seededRandom(seed);
  const held: { row: T; key: string | number }[] = [];
  const recent: (string | number)[] = [];
  function firstApart(start: number): number {
    for (let i = 0; i < held.length; i++) {
      const at = (start + i) % held.length;
      const one = held[at];
      if (one && !recent.includes(one.key)) return at;
    }
    return start;
  }
  function draw(): T[] {
    const start = Math.floor(random() * held.length);
    const at = firstApart(start);
    const drawn = held[at];
    const last = held.pop();
    if (!drawn || !last) return [];
    if (at < held.length) held[at] = last;
    recent.push(drawn.key);
    if (recent.length > apart) recent.shift();
    return [drawn.row];
  }
  for await (const row of rows) {
    held.push({ row, key: keyOf(row) });
    if (held.length > room) yield* draw();
  }
  while (held.length > 0) yield* draw();
}
