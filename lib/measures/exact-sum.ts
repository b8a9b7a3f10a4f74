/**
 * A sum of floating-point numbers without any loss: parts that do not overlap, the least first, whose sum it is exactly
 * (Shewchuk 1997, as Python's math.fsum). Whatever is added and taken away, in whatever order, the same numbers leave the
 * same sum; plain addition would leave a remainder of each rounding.
 */
export type ExactSum = number[];

/** Adds a number to the parts, which are changed. */
export function addExactly(parts: ExactSum, value: number): void {
  const [only = 0] = parts;
  // Whole numbers, as most figures give, are added without loss.
  if (parts.length < 2 && Number.isSafeInteger(value) && Number.isSafeInteger(only + value) && Number.isInteger(only)) {
    parts.length = 0;
    if (only + value !== 0) parts.push(only + value);
    return;
  }
  let [rest, kept] = [value, 0];
  for (const part of parts) {
    const isLess = Math.abs(rest) < Math.abs(part);
    const [large, small] = isLess ? [part, rest] : [rest, part];
    const sum = large + small;
    const lost = small - (sum - large);
    if (lost !== 0) parts[kept++] = lost;
    rest = sum;
  }
  parts.length = kept;
  if (rest !== 0) parts.push(rest);
}

/** The number that lies nearest to the sum; of two that lie equally near the even one, as IEEE 754 rounds. */
export function nearestTo(parts: readonly number[]): number {
  let i = parts.length - 1;
  let sum = parts[i] ?? 0;
  let lost = 0;
  while (i > 0 && lost === 0) {
    const [before, part] = [sum, parts[--i] as number];
    sum = before + part;
    lost = part - (sum - before);
  }
  const next = parts[i - 1] ?? 0;
  // Half-way: what lies below decides.
  if (i > 0 && lost * next > 0) {
    const twice = lost * 2;
    const rounded = sum + twice;
    if (rounded - sum === twice) return rounded;
  }
  return sum;
}
