import type { ScoreRow } from "@/lib/data/statistics/dialogue-scores";
import type { Judged } from "@/lib/domain/statistics/dialogue-scores";

/** Why answers of a judge gave no scores, the most frequent reasons first. */
export function reasonsOf(rows: readonly ScoreRow[]): Judged["reasons"] {
  const counts = new Map<string, number>();
  for (const { error } of rows) if (error !== null) counts.set(error, (counts.get(error) ?? 0) + 1);
  return [...counts]
    .map(([reason, dialogues]) => ({ reason, dialogues }))
    .sort((a, b) => b.dialogues - a.dialogues)
    .slice(0, 5);
}
