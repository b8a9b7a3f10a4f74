import * as z from "zod";
import { seededRandom, seedFrom } from "@/lib/base/random";

export const drawSeedSchema = z.number().int().min(0).max(4_294_967_295);

/** Of the paper's baselines and of its assistant's split (docs/method.md#splits-and-subsets). */
export const usualSeed = 125;

/** A number in [0, 1) that a seed gives an id: the same on every machine, whatever else there is. */
export function drawnOf(id: string, seed: number, purpose: string): number {
  return seededRandom(seedFrom(`${seed} ${purpose} ${id}`))();
}

/**
 * The ids in the order that a seed gives them. What is added stands somewhere between, and moves none of the others. Numbers
 * are sorted rather than ids, which takes a third of the time; two ids that drew the same go by their letters.
 */
export function inSeededOrder(ids: readonly string[], seed: number, purpose = "order"): string[] {
  const byDraw = new Map<number, string[]>();
  for (const id of ids) {
    const drawn = drawnOf(id, seed, purpose);
    const same = byDraw.get(drawn);
    if (same) same.push(id);
    else byDraw.set(drawn, [id]);
  }
  const order: string[] = [];
  for (const drawn of Float64Array.from(byDraw.keys()).sort()) order.push(...(byDraw.get(drawn)?.sort() ?? []));
  return order;
}
