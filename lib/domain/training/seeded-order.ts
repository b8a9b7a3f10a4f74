import * as z from "zod";
import { seededRandom, seedFrom } from "@/lib/base/random";

/** Rows that are held at once, and rows between two of the same key. */
const room = 2_048;

const apart = 64;

export const drawSeedSchema = z.number().int().min(0).max(4_294_967_295);

/** Of the paper's baselines and of its assistant's split (docs/method.md#splits-and-subsets). */
export const usualSeed = 125;

/** A number in [0, 1) that a seed gives an id: the same on every machine, whatever else there is. */
export function drawnOf(id: string, seed: number, purpose: string): number {
  return seededRandom(seedFrom(`${seed} ${purpose} ${id}`))();
}

/** The ids in the order that a seed gives them. What is added stands somewhere between, and moves none of the others. */
export function inSeededOrder(ids: readonly string[], seed: number): string[] {
  return inOrderDrawn(
    ids,
    (id) => drawnOf(id, seed, "order"),
    (id) => id,
  );
}

/**
 * Things in the order of the numbers that they drew; two that drew the same go by the letters of their ids. Numbers are sorted
 * rather than things, which takes a third of the time.
 */
export function inOrderDrawn<T>(things: Iterable<T>, drawnOf: (thing: T) => number, idOf: (thing: T) => string): T[] {
  const byDraw = new Map<number, T[]>();
  for (const thing of things) {
    const drawn = drawnOf(thing);
    const same = byDraw.get(drawn);
    if (same) same.push(thing);
    else byDraw.set(drawn, [thing]);
  }
  const order: T[] = [];
  for (const drawn of Float64Array.from(byDraw.keys()).sort())
    order.push(...(byDraw.get(drawn)?.sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1)) ?? []));
  return order;
}

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
