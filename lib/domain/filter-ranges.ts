/** Pairs of filter fields that bound the same figure or day, the least first. Equal bounds are fine: both are included. */
export const filterRanges = [
  { name: "Rounds", from: "minRounds", to: "maxRounds", kind: "number" },
  { name: "Tokens", from: "minTokens", to: "maxTokens", kind: "number" },
  { name: "Cost", from: "minCost", to: "maxCost", kind: "number" },
  { name: "Made", from: "madeFrom", to: "madeTo", kind: "day" },
  { name: "Ended", from: "endedFrom", to: "endedTo", kind: "day" },
  { name: "Decided", from: "decidedFrom", to: "decidedTo", kind: "day" },
] as const;

export type FilterRange = (typeof filterRanges)[number];
export type RangeField = FilterRange["from" | "to"];
export type NumberField = Extract<FilterRange, { kind: "number" }>["from" | "to"];
export type DayField = Extract<FilterRange, { kind: "day" }>["from" | "to"];
export type RangeBounds = Partial<Record<NumberField, number | string> & Record<DayField, string>>;

/** What is wrong with bounds that exclude each other, in words, by the field that should change. */
export function rangeFaults(bounds: RangeBounds): Partial<Record<RangeField, string>> {
  const faults: Partial<Record<RangeField, string>> = {};
  for (const { from, to, kind } of filterRanges) {
    const least = bounds[from];
    const most = bounds[to];
    if (least === undefined || most === undefined) continue;
    if (kind === "number" && Number(least) > Number(most)) faults[to] = `The most is below the least, ${least}`;
    if (kind === "day" && least > most) faults[to] = `The last day is before the first, ${least}`;
  }
  return faults;
}
