import * as z from "zod";
import { seededRandom, seedFrom } from "@/lib/base/random";

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
