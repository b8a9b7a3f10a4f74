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
  if (kind === "time" && finite.length > 0)
    return timeScale(Math.min(...finite), Math.max(...finite), from, to, wanted);
  const [low, high] = finite.length === 0 ? [0, 1] : roomAround(Math.min(...finite), Math.max(...finite));
  if (kind === "log" && finite.length > 0) return logScale(low, high, from, to);
  const scale = scaleLinear([low, high], [from, to]).nice(wanted);
  return { at: (value) => scale(value), ticks: scale.ticks(wanted) };
}

function roomAround(low: number, high: number): [number, number] {
  if (high - low > 1e-9 * Math.max(Math.abs(low), Math.abs(high))) return [low, high];
  const room = low === 0 ? 0.5 : Math.abs(low) / 10;
  return [low - room, high + room];
}

const day = 86_400_000;

/** Named by days, in UTC: within one day there is a day's room on either side. */
function timeScale(low: number, high: number, from: number, to: number, wanted: number): ChartScale {
  const room = high - low < day ? day : 0;
  const scale = scaleUtc([low - room, high + room], [from, to]).nice(wanted);
  const ticks = scale.ticks(wanted).map(Number);
  return { at: (value) => scale(value), ticks: ticks.filter((tick) => tick % day === 0) };
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
