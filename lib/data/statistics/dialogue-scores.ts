import type { QualityScores } from "@/lib/domain/statistics/dialogue-scores";
import { noteSpending } from "../budgets";
import { all, execute } from "../door/execute";
import { sql } from "../door/fragment";
import { float, int, orNull, text } from "../door/row";
import { statement } from "../door/statement";
import type { Spent } from "../judging/response-work";
import type { Queryable } from "../sql";

/** The turn up to which a dialogue of a snapshot goes: what a score is of, whichever snapshots hold it. */
const lastTurn = sql`m.turn_ids[cardinality(m.turn_ids)]`;

const listDue = statement(
  "dialogueScores.listDue",
  { position: int, turnId: text },
  (snapshotId: string, modelId: string, version: number, positions: readonly number[]) => sql`
    SELECT m.position, ${lastTurn} AS "turnId" FROM snapshot_dialogue m
    WHERE m.snapshot_id = ${snapshotId} AND m.position = ANY (${positions}::int[]) AND NOT EXISTS (
      SELECT FROM dialogue_score s WHERE s.turn_id = ${lastTurn} AND s.model_id = ${modelId} AND s.prompt_version = ${version}::int)`,
);

export type Judge = { modelId: string; version: number };

/** Of these dialogues of a snapshot those that a judge was not asked about yet. */
export function listUnscored(
  snapshotId: string,
  { modelId, version }: Judge,
  positions: readonly number[],
): Promise<{ position: number; turnId: string }[]> {
  return all(listDue(snapshotId, modelId, version, positions));
}

const list = statement(
  "dialogueScores.list",
  {
    modelId: text,
    judge: text,
    position: int,
    complexity: orNull(float),
    relevancy: orNull(float),
    logicality: orNull(float),
    diversity: orNull(float),
    error: orNull(text),
    cost: float,
  },
  (snapshotId: string, version: number) => sql`
    SELECT s.model_id AS "modelId", e.name AS judge, m.position, s.complexity, s.relevancy, s.logicality, s.diversity, s.error, s.cost
    FROM dialogue_score s JOIN snapshot_dialogue m ON m.dialogue_id = s.dialogue_id AND ${lastTurn} = s.turn_id
      JOIN model e ON e.id = s.model_id
    WHERE m.snapshot_id = ${snapshotId} AND s.prompt_version = ${version}::int`,
);

export type ScoreRow = {
  modelId: string;
  judge: string;
  position: number;
  scores: QualityScores | null;
  error: string | null;
  cost: number;
};

/** What judges said of the dialogues of a snapshot, in no order. */
export async function listScores(snapshotId: string, version: number): Promise<ScoreRow[]> {
  const rows = await all(list(snapshotId, version));
  return rows.map(({ complexity, relevancy, logicality, diversity, ...row }) => {
    const isWhole = complexity !== null && relevancy !== null && logicality !== null && diversity !== null;
    return { ...row, scores: isWhole ? { complexity, relevancy, logicality, diversity } : null };
  });
}

export type NewScore = { turnId: string; reply: string; spent: Spent } & (
  | { scores: QualityScores; error: null }
  | { scores: null; error: string }
);

const insert = statement(
  "dialogueScores.insert",
  {},
  ({ modelId, version }: Judge, { turnId, reply, scores, error, spent }: NewScore) => sql`
    INSERT INTO dialogue_score (turn_id, dialogue_id, model_id, prompt_version, complexity, relevancy, logicality, diversity, reply, error,
      prompt_tokens, completion_tokens, cost)
    SELECT t.id, t.dialogue_id, ${modelId}, ${version}::int, ${scores?.complexity ?? null}::float8, ${scores?.relevancy ?? null}::float8,
      ${scores?.logicality ?? null}::float8, ${scores?.diversity ?? null}::float8, ${reply}, ${error},
      ${spent.promptTokens}::int, ${spent.completionTokens}::int, ${spent.cost}::float8
    FROM turn t WHERE t.id = ${turnId}
    ON CONFLICT DO NOTHING`,
);

/** Keeps what a judge said, readable or not, with what it took. */
export async function insertScore(tx: Queryable, judge: Judge, score: NewScore): Promise<void> {
  await execute(insert(judge, score), tx);
  await payForScore(tx, score.spent);
}

/** What a call took that left nothing else. */
export async function payForScore(tx: Queryable, { cost, promptTokens, completionTokens }: Spent): Promise<void> {
  if (promptTokens + completionTokens > 0) await noteSpending(cost, promptTokens + completionTokens, tx);
}
