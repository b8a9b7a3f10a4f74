import type { JudgeMode } from "@/lib/domain/judging/judge-prompt";
import type { JudgedOutcome, JudgmentStatus } from "@/lib/domain/judging/judgment";
import { all } from "../door/execute";
import { sql } from "../door/fragment";
import { columns, made, moment, orNull, type RowOf, text, word } from "../door/row";
import { statement } from "../door/statement";
import type { Queryable } from "../sql";

const judgment = columns(
  "Judgment",
  "j",
  "judgeRunId",
  "itemId",
  "firstId",
  "secondId",
  "turn",
  "game",
  "status",
  "verdict",
  "score",
  "error",
  "importId",
);
const judgmentColumns = sql`${judgment}, p.judge, p.mode, i.category`;
const shape = {
  ...judgment.row,
  status: word<JudgmentStatus>(),
  verdict: orNull(word<JudgedOutcome>()),
  judge: text,
  mode: word<JudgeMode>(),
  category: text,
  text: orNull(text),
};

/** What a judge said, as figures need it. `game` 1: the first candidate was A; 2: the sides exchanged; 0: one is scored. */
export type JudgmentRow = RowOf<typeof shape>;

const source = sql`judgment j JOIN judge_run p ON p.id = j.judge_run_id JOIN evaluation_item i ON i.id = j.item_id
  JOIN candidate c ON c.id = j.first_id`;

const list = statement(
  "judgments.list",
  shape,
  (evaluationId: string) => sql`
    SELECT ${judgmentColumns}, NULL AS text FROM ${source}
    WHERE p.evaluation_id = ${evaluationId} AND j.status <> 'waiting'
    ORDER BY p.created_at, i.position, c.position, j.turn, j.game`,
);

/** All that judges have answered in an evaluation, without their words. */
export async function listJudgments(evaluationId: string): Promise<JudgmentRow[]> {
  return all(list(evaluationId));
}

const listOnItem = statement(
  "judgments.listOnItem",
  shape,
  (itemId: string, candidateIds: string[]) => sql`
    SELECT ${judgmentColumns}, j.text FROM ${source}
    WHERE j.item_id = ${itemId} AND j.status <> 'waiting' AND j.first_id = ANY(${candidateIds}::text[])
      AND (j.second_id IS NULL OR j.second_id = ANY(${candidateIds}::text[]))
    ORDER BY p.created_at, j.turn, j.game, c.position`,
);

/** What judges said of two candidates on an item (or of one), in words. */
export async function listJudgmentsOn(
  itemId: string,
  candidateIds: readonly (string | null)[],
): Promise<JudgmentRow[]> {
  return all(
    listOnItem(
      itemId,
      candidateIds.filter((id) => id !== null),
    ),
  );
}

const asked = columns("Judgment", "j", "text", "promptName", "request", "record");
const wholeShape = {
  ...shape,
  ...asked.row,
  // As it was sent, and as it stood in its file: written out again, never understood.
  request: orNull(made<{ system: string; user: string }>()),
  record: made<unknown>(),
  endedAt: moment,
};
export type WholeJudgmentRow = RowOf<typeof wholeShape>;

const listWhole = statement(
  "judgments.listWhole",
  wholeShape,
  (evaluationId: string) => sql`
    SELECT ${judgmentColumns}, ${asked}, coalesce(j.ended_at, now()) AS "endedAt"
    FROM ${source} WHERE p.evaluation_id = ${evaluationId} AND j.status <> 'waiting'
    ORDER BY p.created_at, i.position, c.position, j.turn, j.game, j.id`,
);

/** All that judges have answered in an evaluation, with what they were asked, for files. */
export async function listWholeJudgments(evaluationId: string, on: Queryable): Promise<WholeJudgmentRow[]> {
  return all(listWhole(evaluationId), on);
}
