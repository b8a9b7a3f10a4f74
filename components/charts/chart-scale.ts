/** Maps values to pixels, and names round values between its ends for an axis. */
export type ChartScale = { at: (value: number) => number; ticks: number[] };

/** A linear scale over all `values`, widened to round ends. Of one value or none it is a span of 1 around it. */
export function linearScale(values: readonly number[], from: number, to: number, wanted = 5): ChartScale {
  const finite = values.filter(Number.isFinite);
  let low = finite.length > 0 ? Math.min(...finite) : 0;
  let high = finite.length > 0 ? Math.max(...finite) : 1;
  if (high - low < 1e-9) [low, high] = [low - 0.5, high + 0.5];
  const step = roundStep((high - low) / wanted);
  const first = Math.floor(low / step) * step;
  const last = Math.ceil(high / step) * step;
  const count = Math.round((last - first) / step);
  const ticks = Array.from({ length: count + 1 }, (_, i) => Number((first + i * step).toPrecision(12)));
  return { ticks, at: (value) => from + ((value - first) / (last - first)) * (to - from) };
}

/** The next of 1, 2, 5, 10, 20, … from `raw` on. */
function roundStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  const unit = raw / power;
  return (unit <= 1 ? 1 : unit <= 2 ? 2 : unit <= 5 ? 5 : 10) * power;
}
