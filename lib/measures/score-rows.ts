import { type ScoredQuality, scoredQualities } from "@/lib/domain/statistics/dialogue-scores";
import type { SideBySideCell, SideBySideRow } from "@/lib/domain/statistics/side-by-side";
import { distanceFromPeople, type MeanFigure } from "./figure-sums";

/** What one judge says of a column; `missing`: dialogues that it was asked about and gave no scores for. */
export type ColumnScores = {
  modelId: string;
  judge: string;
  missing: number;
  means: Record<ScoredQuality, MeanFigure>;
};

const names: Record<ScoredQuality, [string, string]> = {
  complexity: ["Complexity", "Questions are informative, and go deeper than those of the rounds before."],
  relevancy: ["Relevancy", "Questions are tied to what came before, above all to the last answer."],
  logicality: ["Logicality", "What questions infer from the context is logical."],
  diversity: ["Diversity", "Topics of questions stay, move on and turn over the dialogue."],
};

/** A row for each judge and quality that any column has scores of; each judge is held against itself alone. */
export function scoreRows(columns: readonly (readonly ColumnScores[])[], base: number): SideBySideRow[] {
  const judges = new Map(columns.flat().map(({ modelId, judge }) => [modelId, judge]));
  const sorted = [...judges].sort(([a, one], [b, other]) => (one === other ? (a < b ? -1 : 1) : one < other ? -1 : 1));
  return sorted.flatMap(([modelId, judge]) =>
    scoredQualities.map((quality): SideBySideRow => {
      const [name, definition] = names[quality];
      const found = columns.map((scores) => scores.find((one) => one.modelId === modelId));
      const theirs = found[base]?.means[quality] ?? null;
      return {
        id: `scored:${modelId}:${quality}`,
        name: `${name} by ${judge}`,
        of: "corpus",
        unit: "of 10",
        definition: `${definition} 1 to 10 by a model judge, of dialogues drawn by a seed.`,
        source: "after PlatoLM (arXiv 2308.11534); the prompt is ours",
        cells: found.map((scores, i) => cellOf(scores, quality, i === base ? null : theirs)),
      };
    }),
  );
}

function cellOf(
  scores: ColumnScores | undefined,
  quality: ScoredQuality,
  theirs: MeanFigure | null,
): SideBySideCell | null {
  if (!scores) return null;
  const own = scores.means[quality];
  const { mean, interval, values } = own;
  return { mean, interval, values, skipped: scores.missing, difference: distanceFromPeople(own, theirs) };
}
