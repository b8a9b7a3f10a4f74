import { type Figure, undefinedFor } from "./figure";
import { wilsonShare } from "./wilson-interval";

/** `part` of `n` in one cluster; halves are fine. */
export type Cluster = { part: number; n: number };

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

const fewestClusters = 5;
