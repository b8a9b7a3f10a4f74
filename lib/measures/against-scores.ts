import type {
  MeasureAgainstScore,
  Performance,
  Score,
  ScoredCandidate,
  ScoreFigure,
  TrainedModel,
} from "@/lib/domain/statistics/performance";
import type { KeptFigures } from "@/lib/domain/training/snapshot-figures";
import { correlate } from "@/lib/stats/correlation";
import type { Figure } from "@/lib/stats/figure";
import { figureRows } from "./figure-rows";
import { possible } from "./figure-sums";

type Value = NonNullable<Performance["chosen"]>["values"][number];
export type Scale = Omit<Score, "models"> & { values: Value[] };

/** All ways in which models were scored: each judge on single turns and on those that follow, and each rating. */
export function scalesOf(candidates: readonly ScoredCandidate[]): Scale[] {
  const scales = new Map<string, Scale>();
  const add = (
    of: ScoredCandidate,
    scale: Pick<Scale, "kind" | "judge">,
    source: string,
    figure: ScoreFigure | undefined,
  ) => {
    if (!figure?.ok) return;
    const { evaluationId, name: evaluationName, modelId } = of;
    const key = `${evaluationId}.${source}.${scale.kind}`;
    const found = scales.get(key) ?? { key, evaluationId, evaluationName, ...scale, values: [] };
    scales.set(key, found);
    const { value, interval } = figure;
    found.values.push({ modelId, score: value, interval: interval && { low: interval.low, high: interval.high } });
  };
  for (const one of candidates) {
    for (const { source, judge, rows } of one.scored?.scores ?? []) {
      const own = rows.find(({ candidateId, category }) => candidateId === one.candidateId && category === null);
      add(one, { kind: "single_turn", judge }, source, own?.first);
      add(one, { kind: "multi_turn", judge }, source, own?.second);
    }
    const rated = one.scored?.rated?.find(({ candidateId }) => candidateId === one.candidateId);
    add(one, { kind: "rating", judge: null }, "votes", rated?.rating);
  }
  return [...scales.values()];
}

type Trained = { trained: TrainedModel; halves: KeptFigures["halves"] | null };

/** Each measure of the snapshots against one score of the models that were trained on them. */
export function measuresAgainst(values: readonly Value[], trained: readonly Trained[]): MeasureAgainstScore[] {
  const rowsOf = new Map(trained.map((one) => [one.trained.modelId, one.halves && figureRows(one.halves, null)]));
  const defined = [...rowsOf.values()].find((rows) => rows != null) ?? [];
  return defined.map(({ id, name, unit, definition, source }, i) => {
    const points = values.flatMap(({ modelId, score }) => {
      const figure = rowsOf.get(modelId)?.[i]?.figure;
      return figure
        ? [{ modelId, x: figure.mean, xInterval: figure.interval && possible(figure.interval, unit), score }]
        : [];
    });
    const { pearson, spearman, kendall } = correlate(points.map(({ x, score }) => ({ x, y: score })));
    return {
      id,
      name,
      unit,
      definition,
      source,
      points: points.map(({ modelId, x, xInterval }) => ({ modelId, x, xInterval })),
      pearson: plain(pearson),
      spearman: plain(spearman),
      kendall: plain(kendall),
    };
  });
}

function plain(figure: Figure): MeasureAgainstScore["pearson"] {
  if (!figure.ok) return figure;
  const { value, interval, why, n } = figure;
  return { ok: true, value, interval: interval && { low: interval.low, high: interval.high }, why, n };
}
