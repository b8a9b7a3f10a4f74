const z = 1.959963984540054;

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
