import type { Attempt } from "@/lib/domain/attempt";
import { all } from "../door/execute";
import { sql } from "../door/fragment";
import { columns, made, orNull, word } from "../door/row";
import { statement } from "../door/statement";

const shown = columns(
  "Attempt",
  "a",
  "id",
  "modelId",
  "speaker",
  "turnId",
  "outcome",
  "fault",
  "error",
  "partialText",
  "request",
  "promptTokens",
  "completionTokens",
  "cost",
  "createdAt",
  "endedAt",
);

const listOfTurn = statement(
  "attempts.listOfTurn",
  {
    ...shown.row,
    speaker: word<Attempt["speaker"]>(),
    outcome: word<Attempt["outcome"]>(),
    fault: orNull(word<NonNullable<Attempt["fault"]>>()),
    // As it was sent: shown, never understood.
    request: made<Attempt["request"]>(),
  },
  (turnId: string) => sql`
    SELECT ${shown}
    FROM turn t JOIN attempt a ON a.dialogue_id = t.dialogue_id AND a.speaker = t.speaker
      AND a.parent_id IS NOT DISTINCT FROM t.parent_id
      AND (a.turn_id = t.id OR a.turn_id IS NULL AND a.created_at <= t.created_at)
    WHERE t.id = ${turnId} ORDER BY a.created_at, a.id`,
);

/** The calls made for a turn, oldest first: the one it came from, and before it those that failed at its place. */
export async function listAttemptsOfTurn(turnId: string): Promise<Attempt[]> {
  const rows = await all(listOfTurn(turnId));
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  }));
}
