import type { Figure } from "./figure";

const z = 1.959963984540054;

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
