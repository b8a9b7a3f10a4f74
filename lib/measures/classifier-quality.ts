/** A text that the model did not learn from: what it said, and what was so. */
export type Judged = { score: number; isHuman: boolean };

export type ClassifierQuality = {
  /** Chance that a person's text scores above a simulator's, ties half: 0.5 is guessing, 1 tells all apart. */
  auc: number;
  /** Mean of |score − what was so| over ten equally wide bins, weighed by texts (ECE, Naeini and others 2015): 0 is honest. */
  calibrationError: number;
  bins: { from: number; to: number; texts: number; meanScore: number; humanShare: number }[];
  human: number;
  simulated: number;
};

/**
 * How well scores from 0 to 1 tell people from simulators: the area under the curve by ranks (Mann and Whitney), and
 * how honest the scores are. Null unless there are both. Simulators' texts that are many more than people's weigh so in
 * the bins, as they do for whoever reads the scores.
 */
export function qualityOf(judged: readonly Judged[]): ClassifierQuality | null {
  const human = judged.filter(({ isHuman }) => isHuman).length;
  const simulated = judged.length - human;
  if (human === 0 || simulated === 0) return null;
  const bins = Array.from({ length: 10 }, (_, i) => {
    const inside = judged.filter(({ score }) => Math.min(9, Math.floor(score * 10)) === i);
    const mean = (of: (one: Judged) => number) =>
      inside.length === 0 ? 0 : inside.reduce((sum, one) => sum + of(one), 0) / inside.length;
    return {
      from: i / 10,
      to: (i + 1) / 10,
      texts: inside.length,
      meanScore: mean(({ score }) => score),
      humanShare: mean(({ isHuman }) => Number(isHuman)),
    };
  });
  const gaps = bins.map(({ texts, meanScore, humanShare }) => texts * Math.abs(meanScore - humanShare));
  const calibrationError = gaps.reduce((sum, one) => sum + one, 0) / judged.length;
  return { auc: areaUnderCurve(judged, human, simulated), calibrationError, bins, human, simulated };
}

function areaUnderCurve(judged: readonly Judged[], human: number, simulated: number): number {
  const sorted = [...judged].sort((a, b) => a.score - b.score);
  let ranks = 0;
  for (let i = 0; i < sorted.length; ) {
    let end = i;
    while (end < sorted.length && sorted[end]?.score === sorted[i]?.score) end++;
    // Ranks count from 1; those of a tie share their mean.
    for (const { isHuman } of sorted.slice(i, end)) if (isHuman) ranks += (i + 1 + end) / 2;
    i = end;
  }
  return (ranks - (human * (human + 1)) / 2) / (human * simulated);
}
