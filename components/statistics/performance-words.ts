import type { MeasureAgainstScore, Performance, Score } from "@/lib/domain/statistics/performance";

/** A score in words: what it is of, and whose. */
export function scoreWords({ kind, judge }: Pick<Score, "kind" | "judge">): string {
  if (kind === "rating") return "rating by votes";
  return `${kind === "single_turn" ? "single-turn" : "multi-turn"} score by ${judge ?? "a judge"}`;
}

/** 0.53 as "0.53", −0.5 with a minus. */
export function tellCoefficient(value: number): string {
  return value.toFixed(2).replace("-", "−");
}

/** A coefficient with its interval and n, or why there is none. */
export function tellEstimate(estimate: MeasureAgainstScore["pearson"]): string {
  if (!estimate.ok) return estimate.reason;
  const { value, interval, n } = estimate;
  const range = interval ? `${tellCoefficient(interval.low)} to ${tellCoefficient(interval.high)}` : "no interval";
  return `${tellCoefficient(value)} (${range}), n ${n}`;
}

/** What so many models can tell at all, in words; null where there are enough to look. */
export function warnOfFew(models: number): string | null {
  if (models < 3)
    return `${models === 1 ? "One model says" : `${models} models say`} nothing of how data and performance go together. Three tell a correlation, four its interval.`;
  if (models < 4)
    return "Three models give a coefficient and no interval: any three points lie in some order. Four are needed at least.";
  if (models < 10)
    return `${models} models leave wide intervals: only what goes together very closely shows. From ten on intervals begin to tell.`;
  return null;
}

/** Models of one data set by how many dialogues they were trained on. */
export function scalingSeries({ trained, chosen }: Pick<Performance, "trained" | "chosen">) {
  const scored = new Map(chosen?.values.map((value) => [value.modelId, value]));
  const sets = new Map<
    string,
    { model: Performance["trained"][number]; value: NonNullable<typeof chosen>["values"][number] }[]
  >();
  for (const model of trained) {
    const value = scored.get(model.modelId);
    if (value) sets.set(model.dataSetName, [...(sets.get(model.dataSetName) ?? []), { model, value }]);
  }
  return [...sets];
}
