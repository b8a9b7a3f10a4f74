import type { UserBehaviour, UserFeature } from "./user-sim-index";

export type Coverage = {
  /** 0 to 1: how well simulated users lie where people lie, and people where simulated users do. */
  value: number;
  /** Mean distance from each person to the nearest simulated user: what simulators miss. */
  missed: number;
  /** Mean distance from each simulated user to the nearest person: what they invent. */
  invented: number;
  /** Mean distance between people, by which both are told. */
  reference: number;
};

/**
 * Fingerprint coverage (arXiv 2610.02460): 1 − min(1, (missed + invented) / (2 · reference)) over dialogues as points of their
 * features, each feature divided by its standard deviation among people (those that people do not vary in are left out).
 * Time grows with people × (people + simulated): give samples. Null for fewer than two people, no simulated user, or
 * people who are all alike.
 */
export function fingerprintCoverage(
  simulated: readonly UserBehaviour[],
  people: readonly UserBehaviour[],
): Coverage | null {
  const [first] = people;
  if (!first || people.length < 2 || simulated.length === 0) return null;
  const scales = (Object.keys(first) as UserFeature[])
    .map((feature) => ({ feature, spread: deviation(people.map((one) => one[feature])) }))
    .filter(({ spread }) => spread > 0);
  const points = (list: readonly UserBehaviour[]) =>
    list.map((one) => scales.map(({ feature, spread }) => one[feature] / spread));
  const [here, there] = [points(people), points(simulated)];
  const reference = meanBetween(here);
  if (reference === 0) return null;
  const [missed, invented] = [meanNearest(here, there), meanNearest(there, here)];
  return { value: 1 - Math.min(1, (missed + invented) / (2 * reference)), missed, invented, reference };
}

function meanNearest(from: number[][], to: number[][]): number {
  return mean(from.map((a) => to.reduce((least, b) => Math.min(least, distance(a, b)), Number.POSITIVE_INFINITY)));
}

function meanBetween(points: number[][]): number {
  let sum = 0;
  points.forEach((a, i) => {
    for (const b of points.slice(i + 1)) sum += distance(a, b);
  });
  return sum / ((points.length * (points.length - 1)) / 2);
}

function distance(a: number[], b: number[]): number {
  let squares = 0;
  for (let i = 0; i < a.length; i++) squares += ((a[i] as number) - (b[i] as number)) ** 2;
  return Math.sqrt(squares);
}

function deviation(list: number[]): number {
  const centre = mean(list);
  return Math.sqrt(mean(list.map((one) => (one - centre) ** 2)));
}

function mean(list: number[]): number {
  return list.reduce((sum, one) => sum + one, 0) / list.length;
}
