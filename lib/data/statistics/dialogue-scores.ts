import type { Speaker } from "@/lib/domain/dialogue";
import type { QualityScores } from "@/lib/domain/statistics/dialogue-scores";
import { noteSpending } from "../budgets";
import { all, execute } from "../door/execute";
import { sql } from "../door/fragment";
import { float, int, orNull, text, word } from "../door/row";
import { statement } from "../door/statement";
import type { Spent } from "../judging/response-work";
import { readingPool } from "../pool";
import type { Queryable } from "../sql";

/** The turn up to which a dialogue of a snapshot goes: what a score is of, whichever snapshots hold it. */
const lastTurn = sql`m.turn_ids[cardinality(m.turn_ids)]`;

const listPinned = statement(
  "dialogueScores.listPinned",
  { snapshotId: text, position: int, turnId: text },
  (snapshotIds: string[], positions: number[]) => sql`
    SELECT m.snapshot_id AS "snapshotId", m.position, ${lastTurn} AS "turnId"
    FROM unnest(${snapshotIds}::text[], ${positions}::int[]) AS w (snapshot_id, position)
      JOIN snapshot_dialogue m ON m.snapshot_id = w.snapshot_id AND m.position = w.position`,
);

export type Place = { snapshotId: string; position: number };

/** The turns with which dialogues of snapshots end, in no order. */
export function listLastTurns(places: readonly Place[]): Promise<(Place & { turnId: string })[]> {
  return all(
    listPinned(
      places.map(({ snapshotId }) => snapshotId),
      places.map(({ position }) => position),
    ),
    readingPool(),
  );
}

export type Judge = { modelId: string; version: number };

const listDue = statement(
  "dialogueScores.listDue",
  { turnId: text },
  (turnIds: readonly string[], { modelId, version }: Judge) => sql`
    SELECT w.turn_id AS "turnId" FROM unnest(${turnIds}::text[]) AS w (turn_id) WHERE NOT EXISTS (
      SELECT FROM dialogue_score s
      WHERE s.turn_id = w.turn_id AND s.model_id = ${modelId} AND s.prompt_version = ${version}::int)`,
);

/** Of these turns those up to which a judge was not asked yet. */
export async function listUnscored(turnIds: readonly string[], judge: Judge): Promise<Set<string>> {
  return new Set((await all(listDue(turnIds, judge))).map(({ turnId }) => turnId));
}

const readPath = statement(
  "dialogueScores.readPath",
  { speaker: word<Speaker>(), text },
  (turnId: string) => sql`
    WITH RECURSIVE path AS (
      SELECT t.id, t.parent_id, t.speaker, t.text, 0 AS back FROM turn t WHERE t.id = ${turnId}
      UNION ALL
      SELECT t.id, t.parent_id, t.speaker, t.text, p.back + 1 FROM path p JOIN turn t ON t.id = p.parent_id
    ) SELECT p.speaker, p.text FROM path p ORDER BY p.back DESC`,
);

/** What is said up to a turn: the same wherever its dialogue went since. */
export function readUpTo(turnId: string): Promise<{ speaker: Speaker; text: string }[]> {
  return all(readPath(turnId));
}

const list = statement(
  "dialogueScores.list",
  {
    modelId: text,
    judge: text,
    turnId: text,
    complexity: orNull(float),
    relevancy: orNull(float),
    logicality: orNull(float),
    diversity: orNull(float),
    error: orNull(text),
    cost: float,
  },
  (turnIds: readonly string[], version: number) => sql`
    SELECT s.model_id AS "modelId", e.name AS judge, s.turn_id AS "turnId", s.complexity, s.relevancy, s.logicality, s.diversity,
      s.error, s.cost
    FROM dialogue_score s JOIN model e ON e.id = s.model_id
    WHERE s.turn_id = ANY (${turnIds}::text[]) AND s.prompt_version = ${version}::int`,
);

export type ScoreRow = {
  modelId: string;
  judge: string;
  turnId: string;
  scores: QualityScores | null;
  error: string | null;
  cost: number;
};

/** What judges said of dialogues that end with these turns, in no order. */
export async function listScores(turnIds: readonly string[], version: number): Promise<ScoreRow[]> {
  const rows = await all(list(turnIds, version));
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
