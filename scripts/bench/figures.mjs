/**
 * The value that the share `q` of the sample does not exceed (nearest rank).
 *
 * @param {readonly number[]} values
 * @param {number} q
 */
export function quantile(values, q) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;
}

/**
 * `p50 12 / p95 30 / p99 41 ms (n 37500)`
 *
 * @param {readonly number[]} values
 * @param {number} digits
 */
export function latencies(values, digits = 0) {
  const at = /** @param {number} q */ (q) => quantile(values, q).toFixed(digits);
  return `p50 ${at(0.5)} / p95 ${at(0.95)} / p99 ${at(0.99)} ms (n ${values.length})`;
}

/** @param {readonly number[]} values */
export function median(values) {
  return quantile(values, 0.5);
}

/**
 * @param {string} name
 * @param {string} value
 */
export function figure(name, value) {
  console.log(`  ${name.padEnd(58)} ${value}`);
}
