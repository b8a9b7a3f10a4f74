import { seededRandom } from "@/lib/base/random";
import { quantile } from "@/lib/stats/bootstrap";
import type { Figure, Interval } from "@/lib/stats/figure";
import { clusteredShare } from "@/lib/stats/intervals";

/** Of each dialogue of one side the clusters of its turns, by number. */
export type Placed = readonly (readonly number[])[];

/** Which side has a cluster; `unsure` where the difference may be none, so that chance may have done it. */
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
  if (!rare.interval || !often.interval) return "unsure";
  // The lower end of the difference's interval, from those of both shares (Newcombe 1998, method 10).
  const [below, above] = [often.value - often.interval.low, rare.interval.high - rare.value];
  if (often.value - rare.value <= Math.hypot(below, above)) return "unsure";
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

export type Divergence = {
  bits: number;
  interval: Pick<Interval, "low" | "high"> | null;
  /** What 95 of 100 deals of these dialogues to sides of these sizes stay below. */
  chance: number | null;
};

const [rounds, fewest] = [200, 6];

/**
 * How far two sides lie apart, with an interval from 200 draws of dialogues with replacement, and what chance alone would make of
 * sides as large: few turns make any two histograms look different. Draws lie higher than the value for the same reason, so
 * their spread is laid around it. Neither for fewer than six dialogues of a side.
 */
export function* divergenceOf(
  one: Placed,
  other: Placed,
  clusters: number,
  seed = 1,
): Generator<void, Divergence | null> {
  const bits = jensenShannon(histogram(one, clusters), histogram(other, clusters));
  if (bits === null) return null;
  if (one.length < fewest || other.length < fewest) return { bits, interval: null, chance: null };
  const random = seededRandom(seed);
  const drawn: number[] = [];
  const dealt: number[] = [];
  const all = [...one, ...other];
  for (let round = 0; round < rounds; round++) {
    const again = (side: Placed) => side.map(() => side[Math.floor(random() * side.length)] ?? []);
    drawn.push(jensenShannon(histogram(again(one), clusters), histogram(again(other), clusters)) ?? bits);
    yield;
    shuffle(all, random);
    const [some, rest] = [all.slice(0, one.length), all.slice(one.length)];
    dealt.push(jensenShannon(histogram(some, clusters), histogram(rest, clusters)) ?? 0);
    yield;
  }
  for (const found of [drawn, dealt]) found.sort((x, y) => x - y);
  const above = drawn.reduce((total, value) => total + value, 0) / rounds - bits;
  const end = (q: number) => Math.min(1, Math.max(0, quantile(drawn, q) - above));
  return {
    bits,
    interval: { low: Math.min(bits, end(0.025)), high: Math.max(bits, end(0.975)) },
    chance: quantile(dealt, 0.95),
  };
}

/** Fisher and Yates. */
function shuffle<T>(items: T[], random: () => number): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [items[i], items[j]] = [items[j] as T, items[i] as T];
  }
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
