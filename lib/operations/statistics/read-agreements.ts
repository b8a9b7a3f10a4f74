import { countSharedVerdicts } from "@/lib/data/statistics/watched-figures";
import type { WatchedFigure } from "@/lib/domain/statistics/alert";
import { verdictAlpha } from "@/lib/stats/measure-agreement";

/**
 * Of each review queue that is open or paused: Krippendorff's alpha of accept and reject over the items that two people or
 * more judged.
 */
export async function readAgreements(): Promise<WatchedFigure[]> {
  const kinds = await countSharedVerdicts();
  return [...new Set(kinds.map(({ queueId }) => queueId))].map((id): WatchedFigure => {
    const { alpha, items } = verdictAlpha(kinds.filter(({ queueId }) => queueId === id));
    return { measure: "agreement", subject: { kind: "queue", id }, value: alpha, counted: items };
  });
}
