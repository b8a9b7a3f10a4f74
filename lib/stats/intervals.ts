import { type Figure, undefinedFor } from "./figure";

/** Standard errors that a 95 % interval reaches on either side. */
const z = 1.959963984540054;
const fewestClusters = 5;

/**
 * A share with its 95 % score interval; right also near 0 and 1 and for small n. Undefined over nothing. Source: Wilson
 * (1927), Journal of the American Statistical Association 22:209–212.
 */
export function wilsonShare(part: number, n: number): Figure {
  if (n === 0) return { ok: false, reason: "Nothing to take a share of yet." };
  const share = part / n;
  const middle = share + (z * z) / (2 * n);
  const spread = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  const low = part === 0 ? 0 : (middle - spread) / scale;
  const high = part === n ? 1 : (middle + spread) / scale;
  return { ok: true, value: share, interval: { low, high, rounds: 0 }, why: null, n };
}

/**
 * The 97.5 % quantile of Student's t: how many standard errors a 95 % interval reaches when the error itself was
 * estimated from `degrees` + 1 units. Right to 0.001 from 5 degrees on. Source: Abramowitz & Stegun (1964), 26.7.5.
 */
export function studentT(degrees: number): number {
  const g1 = (z ** 3 + z) / 4;
  const g2 = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const g3 = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  const g4 = (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92_160;
  return z + g1 / degrees + g2 / degrees ** 2 + g3 / degrees ** 3 + g4 / degrees ** 4;
}

type Forecast =
  | { ok: true; perDay: number; days: { early: number; likely: number; late: number | null } }
  | { ok: false; perDay: number; reason: string };

/**
 * Days until `left` more events have happened, when `seen` happened in the last `days` days: at the same pace, between
 * the ends of the 95 % interval of a Poisson rate (square-root approximation: (sqrt(seen) -/+ z/2)^2). `late` is null
 * when the interval reaches down to no pace at all. Undefined with nothing seen.
 */
export function forecastEnd(left: number, seen: number, days: number): Forecast {
  if (left === 0) return { ok: true, perDay: days > 0 ? seen / days : 0, days: { early: 0, likely: 0, late: 0 } };
  if (seen === 0 || days <= 0) return { ok: false, perDay: 0, reason: "Needs an answer in the last seven days." };
  const quick = (Math.sqrt(seen) + z / 2) ** 2 / days;
  const slow = Math.max(0, Math.sqrt(seen) - z / 2) ** 2 / days;
  const perDay = seen / days;
  return {
    ok: true,
    perDay,
    days: { early: left / quick, likely: left / perDay, late: slow > 0 ? left / slow : null },
  };
}

/** `part` of `n` in one cluster; halves are fine. */
type Cluster = { part: number; n: number };

/**
 * A share over clusters of judgements that are not independent (several votes on one item), with a 95 % score interval
 * for the number of independent judgements they are worth: n over the design effect, at least the clusters' own count
 * where all judgements are the same, at most n. Undefined over nothing; no interval for fewer than 5 clusters with more
 * than one judgement each. Source: Korn & Graubard (1998), Survey Methodology 24:193–201, with Wilson's interval.
 */
export function clusteredShare(clusters: readonly Cluster[]): Figure {
  const filled = clusters.filter(({ n }) => n > 0);
  const n = filled.reduce((sum, cluster) => sum + cluster.n, 0);
  const part = filled.reduce((sum, cluster) => sum + cluster.part, 0);
  if (n === 0) return undefinedFor("Nothing to take a share of yet.");
  const groups = filled.length;
  const share = part / n;
  if (groups === n) return wilsonShare(part, n);
  if (groups < fewestClusters) {
    const why = `An interval needs at least ${fewestClusters} items; here are ${groups}.`;
    return { ok: true, value: share, interval: null, why, n };
  }
  const squares = filled.reduce((sum, cluster) => sum + (cluster.part - share * cluster.n) ** 2, 0);
  const variance = (groups / (groups - 1)) * (squares / (n * n));
  const worth = variance > 0 ? Math.min(n, (share * (1 - share)) / variance) : groups;
  const figure = wilsonShare(share * worth, worth);
  return figure.ok ? { ...figure, value: share, n } : figure;
}
