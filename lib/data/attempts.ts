import type { Attempt } from "@/lib/domain/attempt";
import { query } from "./sql";

type AttemptRow = Omit<Attempt, "createdAt" | "endedAt"> & { createdAt: Date; endedAt: Date | null };

/** The calls made for a turn, oldest first: the one it came from, and before it those that failed at its place. */
export async function listAttemptsOfTurn(turnId: string): Promise<Attempt[]> {
  const rows = await query<AttemptRow>`
    SELECT a.id, a.model_id AS "modelId", a.speaker, a.turn_id AS "turnId", a.outcome, a.fault, a.error,
      a.partial_text AS "partialText", a.request, a.prompt_tokens AS "promptTokens",
      a.completion_tokens AS "completionTokens", a.cost, a.created_at AS "createdAt", a.ended_at AS "endedAt"
    FROM turn t JOIN attempt a ON a.dialogue_id = t.dialogue_id AND a.speaker = t.speaker
      AND a.parent_id IS NOT DISTINCT FROM t.parent_id
      AND (a.turn_id = t.id OR a.turn_id IS NULL AND a.created_at <= t.created_at)
    WHERE t.id = ${turnId} ORDER BY a.created_at, a.id`;
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  }));
}
