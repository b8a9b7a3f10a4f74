import { seededRandom, seedFrom } from "@/lib/base/random";
import type { QueueSpec } from "./queue";

/** How many people are to judge an item, and who; nobody named = every participant. */
export type Dealt = { needed: number; assignedTo: string[] };

type Input = {
  queueId: string;
  spec: Pick<QueueSpec, "overlap" | "assignment">;
  /** Items that are added, and the 1-based position of the first. */
  count: number;
  firstPosition: number;
  /** Places that were dealt before, so that turns go on where they stopped. */
  placesBefore: number;
  /** Who takes part; for `dealt` at least as many as judge one item. */
  people: string[];
};

/**
 * Draws the items that several people judge and deals them out, in order of position.
 *
 * Exact quota: after position p just round(share · p) items were drawn in all, however many at a time they came, and
 * which ones of an addition is drawn from the queue's id. Turns go round, so nobody gets two places more than another.
 */
export function dealItems({ queueId, spec, count, firstPosition, placesBefore, people }: Input): Dealt[] {
  const shared = drawn(spec, `${queueId}:${firstPosition}`, firstPosition, count);
  let place = placesBefore;
  return Array.from({ length: count }, (_, i) => {
    const needed = shared.has(i) ? (spec.overlap?.people ?? 1) : 1;
    if (spec.assignment === "first_come") return { needed, assignedTo: [] };
    const assignedTo = Array.from({ length: needed }, (_, j) => people[(place + j) % people.length] as string);
    place += needed;
    return { needed, assignedTo };
  });
}

/** Indexes of the items that several people judge. */
function drawn({ overlap }: Input["spec"], seed: string, firstPosition: number, count: number): Set<number> {
  if (!overlap) return new Set();
  const upTo = (position: number) => Math.round(overlap.share * position);
  const quota = upTo(firstPosition - 1 + count) - upTo(firstPosition - 1);
  const random = seededRandom(seedFrom(seed));
  const indexes = Array.from({ length: count }, (_, i) => i);
  // Fisher and Yates, as far as the quota goes.
  for (let i = 0; i < quota; i++) {
    const j = i + Math.floor(random() * (count - i));
    [indexes[i], indexes[j]] = [indexes[j] as number, indexes[i] as number];
  }
  return new Set(indexes.slice(0, quota));
}
