import type { JudgedOutcome, JudgmentStatus } from "@/lib/domain/judging/judgment";
import { pool } from "../pool";
import type { Queryable } from "../sql";

/** What a judge said, as figures need it. */
export type JudgmentRow = {
  judgeRunId: string;
  judge: string;
  mode: "single" | "pair";
  itemId: string;
  category: string;
  firstId: string;
  secondId: string | null;
  turn: number;
  /** 1: the first candidate was A; 2: the sides exchanged; 0 where one answer is scored. */
  game: number;
  status: JudgmentStatus;
  verdict: JudgedOutcome | null;
  score: number | null;
  text: string | null;
  error: string | null;
};

const columns = `j.judge_run_id AS "judgeRunId", p.judge, p.mode, j.item_id AS "itemId", i.category, j.first_id AS "firstId",
  j.second_id AS "secondId", j.turn, j.game, j.status, j.verdict, j.score, j.text, j.error`;

const source = `judgment j JOIN judge_run p ON p.id = j.judge_run_id JOIN evaluation_item i ON i.id = j.item_id
  JOIN candidate c ON c.id = j.first_id`;

/** All that judges have answered in an evaluation, without their words. */
export async function listJudgments(evaluationId: string): Promise<JudgmentRow[]> {
  const { rows } = await pool().query<JudgmentRow>(
    `SELECT ${columns.replace("j.text", "NULL AS text")} FROM ${source}
     WHERE p.evaluation_id = $1 AND j.status <> 'waiting' ORDER BY p.created_at, i.position, c.position, j.turn, j.game`,
    [evaluationId],
  );
  return rows;
}

/** What judges said of two candidates on an item (or of one), in words. */
export async function listJudgmentsOn(
  itemId: string,
  candidateIds: readonly (string | null)[],
): Promise<JudgmentRow[]> {
  const { rows } = await pool().query<JudgmentRow>(
    `SELECT ${columns} FROM ${source}
     WHERE j.item_id = $1 AND j.status <> 'waiting' AND j.first_id = ANY($2::text[])
       AND (j.second_id IS NULL OR j.second_id = ANY($2::text[]))
     ORDER BY p.created_at, j.turn, j.game, c.position`,
    [itemId, candidateIds.filter((id) => id !== null)],
  );
  return rows;
}

export type WholeJudgmentRow = JudgmentRow & {
  promptName: string | null;
  /** The prompt as sent. */
  request: { system: string; user: string } | null;
  /** The record of the file that it came from. */
  record: unknown;
  endedAt: Date;
};

/** All that judges have answered in an evaluation, with what they were asked, for files. */
export async function listWholeJudgments(evaluationId: string, on: Queryable): Promise<WholeJudgmentRow[]> {
  const { rows } = await on.query<WholeJudgmentRow>(
    `SELECT ${columns}, j.prompt_name AS "promptName", j.request, j.record, coalesce(j.ended_at, now()) AS "endedAt"
     FROM ${source} WHERE p.evaluation_id = $1 AND j.status <> 'waiting'
     ORDER BY p.created_at, i.position, c.position, j.turn, j.game, j.id`,
    [evaluationId],
  );
  return rows;
}
