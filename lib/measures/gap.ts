import { seededRandom } from "@/lib/base/random";
import { quantile } from "@/lib/stats/bootstrap";
import type { Figure, Interval } from "@/lib/stats/figure";
import { clusteredShare } from "@/lib/stats/intervals";

/** Of each dialogue of one side the clusters of its turns, by number. */
export type Placed = readonly (readonly number[])[];

/** Which side has a cluster; `unsure` where its intervals overlap, so that chance may have done it. */
export type GapVerdict = "captured" | "missed" | "invented" | "unsure";

/** A side that has a cluster this much more rarely than the other, or never, has not got it. */
export const rarity = 0.2;

/** How large a part of a side's turns each cluster holds, with its 95 % interval; dialogues are what was drawn. */
export function sharesOf(placed: Placed, clusters: number): Figure[] {
  return Array.from({ length: clusters }, (_, cluster) =>
    clusteredShare(placed.map((turns) => ({ part: turns.filter((one) => one === cluster).length, n: turns.length }))),
  );
}

export function verdictOf(people: Figure, simulated: Figure): GapVerdict {
  if (!people.ok || !simulated.ok) return "unsure";
  const [rare, often] = people.value < simulated.value ? [people, simulated] : [simulated, people];
  if (rare.value > rarity * often.value) return "captured";
  if (!rare.interval || !often.interval || rare.interval.high >= often.interval.low) return "unsure";
  return often === people ? "missed" : "invented";
}

/**
 * Jensen–Shannon divergence of two histograms in bits (Lin 1991): 0 where both are the same, 1 where they share nothing. Null
 * where one holds nothing.
 */
export function jensenShannon(one: Float64Array, other: Float64Array): number | null {
  const [a, b] = [sum(one), sum(other)];
  if (a === 0 || b === 0) return null;
  let bits = 0;
  for (let i = 0; i < one.length; i++) {
    const [p, q] = [(one[i] as number) / a, (other[i] as number) / b];
    const middle = (p + q) / 2;
    if (p > 0) bits += (p * Math.log2(p / middle)) / 2;
    if (q > 0) bits += (q * Math.log2(q / middle)) / 2;
  }
  return Math.min(1, Math.max(0, bits));
}

export type Divergence = { bits: number; interval: Pick<Interval, "low" | "high"> | null };

const [rounds, fewest] = [200, 6];

/**
 * How far two sides lie apart, with a percentile interval from 200 draws of dialogues with replacement; null for fewer than six
 * dialogues of a side. Few turns make any two histograms look different, so a value is read beside that of people's halves.
 */
export function* divergenceOf(
  one: Placed,
  other: Placed,
  clusters: number,
  seed = 1,
): Generator<void, Divergence | null> {
  const bits = jensenShannon(histogram(one, clusters), histogram(other, clusters));
  if (bits === null) return null;
  if (one.length < fewest || other.length < fewest) return { bits, interval: null };
  const random = seededRandom(seed);
  const found: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const [a, b] = [one, other].map((side) => {
      const drawn = new Float64Array(clusters);
      for (let i = 0; i < side.length; i++)
        for (const cluster of side[Math.floor(random() * side.length)] ?? []) (drawn[cluster] as number)++;
      return drawn;
    });
    const value = a && b && jensenShannon(a, b);
    if (typeof value === "number") found.push(value);
    yield;
  }
  if (found.length < rounds) return { bits, interval: null };
  found.sort((x, y) => x - y);
  return { bits, interval: { low: quantile(found, 0.025), high: quantile(found, 0.975) } };
}

/** Every second dialogue against the others. */
export function halvesOf(placed: Placed): [Placed, Placed] {
  return [placed.filter((_, i) => i % 2 === 0), placed.filter((_, i) => i % 2 === 1)];
}

function histogram(placed: Placed, clusters: number): Float64Array {
  const counts = new Float64Array(clusters);
  for (const turns of placed) for (const cluster of turns) (counts[cluster] as number)++;
  return counts;
}

function sum(numbers: Float64Array): number {
  return numbers.reduce((total, one) => total + one, 0);
}
