import { scaleLinear, scaleLog, scaleUtc } from "d3-scale";

/** Sizes of data sets grow by multiples; moments are milliseconds. */
export type ScaleKind = "linear" | "log" | "time";

/** Maps values to pixels, and names round values between its ends for an axis. */
export type ChartScale = { at: (value: number) => number; ticks: number[] };

/** A scale over all `values`, widened to round ends. Of one value or none it has room around it. */
export function chartScale(
  values: readonly number[],
  from: number,
  to: number,
  { kind = "linear", wanted = 5 }: { kind?: ScaleKind; wanted?: number } = {},
): ChartScale {
  const finite = values.filter((value) => Number.isFinite(value) && (kind !== "log" || value > 0));
  const [low, high] = finite.length === 0 ? [0, 1] : roomAround(Math.min(...finite), Math.max(...finite));
  if (kind === "log" && finite.length > 0) return logScale(low, high, from, to);
  if (kind === "time") {
    const scale = scaleUtc([low, high], [from, to]).nice(wanted);
    return { at: (value) => scale(value), ticks: scale.ticks(wanted).map(Number) };
  }
  const scale = scaleLinear([low, high], [from, to]).nice(wanted);
  return { at: (value) => scale(value), ticks: scale.ticks(wanted) };
}

function roomAround(low: number, high: number): [number, number] {
  if (high - low > 1e-9 * Math.max(Math.abs(low), Math.abs(high))) return [low, high];
  const room = low === 0 ? 0.5 : Math.abs(low) / 10;
  return [low - room, high + room];
}

/** Ends near the values, not at powers of ten: half of the axis would be empty. */
function logScale(low: number, high: number, from: number, to: number): ChartScale {
  const room = (high / low) ** 0.05;
  const scale = scaleLog([low / room, high * room], [from, to]);
  const all = scale.ticks(10);
  const round = all.filter((tick) => [1, 2, 5].includes(Number(tick.toExponential()[0])));
  const powers = round.filter((tick) => tick.toExponential()[0] === "1");
  const few = round.length > 7 ? powers : round;
  return { at: (value) => scale(value), ticks: few.length > 1 ? few : scaleLinear(scale.domain()).ticks(4) };
}
