import type { JudgedOutcome } from "@/lib/domain/judging/judgment";
import { all, execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { int } from "../door/row";
import { statement } from "../door/statement";
import type { Queryable } from "../sql";

export type NewJudgment = {
  itemId: string;
  firstId: string;
  secondId: string | null;
  turn: number;
  game: 0 | 1 | 2;
  promptName: string | null;
  text: string | null;
  verdict: JudgedOutcome | null;
  score: number | null;
  error: string | null;
  record: unknown;
};

const addJudgments = statement(
  "importedJudgments.insert",
  {},
  (judgeRunId: string, importId: string, judgments: NewJudgment[]) => sql`
    INSERT INTO judgment (id, judge_run_id, item_id, first_id, second_id, turn, game, status, prompt_name, text, verdict, score,
      error, record, import_id, ended_at)
    SELECT 'jmt_' || left(replace(gen_random_uuid()::text, '-', ''), 20), ${judgeRunId}, n->>'itemId', n->>'firstId',
      n->>'secondId', (n->>'turn')::int, (n->>'game')::int, 'ready', n->>'promptName', n->>'text', n->>'verdict',
      (n->>'score')::float8, n->>'error', n->'record', ${importId}, now()
    FROM jsonb_array_elements(${JSON.stringify(judgments)}::jsonb) AS n
    ON CONFLICT DO NOTHING`,
);

const countContradicted = statement(
  "importedJudgments.countContradicted",
  { count: int },
  (judgeRunId: string, judgments: NewJudgment[]) => sql`
    SELECT count(*)::int AS count FROM jsonb_array_elements(${JSON.stringify(judgments)}::jsonb) AS n
    JOIN judgment j ON j.judge_run_id = ${judgeRunId} AND j.item_id = n->>'itemId' AND j.first_id = n->>'firstId'
      AND j.second_id IS NOT DISTINCT FROM n->>'secondId' AND j.turn = (n->>'turn')::int AND j.game = (n->>'game')::int
      AND (j.verdict, j.score) IS DISTINCT FROM (n->>'verdict', (n->>'score')::float8)`,
);

/** Stores judgments that came from a file; one that is there already stays. How many are new, and how many say otherwise. */
export async function insertJudgments(
  tx: Queryable,
  { judgeRunId, importId, judgments }: { judgeRunId: string; importId: string; judgments: NewJudgment[] },
): Promise<{ taken: number; otherwise: number }> {
  const taken = await execute(addJudgments(judgeRunId, importId, judgments), tx);
  const otherwise = (await first(countContradicted(judgeRunId, judgments), tx))?.count ?? 0;
  return { taken, otherwise };
}

export type NewImportedVote = {
  itemId: string;
  firstId: string;
  secondId: string;
  outcome: string;
  rater: string;
  turn: number;
  record: unknown;
};

const addVotes = statement(
  "importedVotes.insert",
  {},
  (evaluationId: string, importId: string, votes: NewImportedVote[]) => sql`
    INSERT INTO imported_vote (evaluation_id, item_id, first_id, second_id, outcome, rater, turn, record, import_id)
    SELECT ${evaluationId}, n->>'itemId', n->>'firstId', n->>'secondId', n->>'outcome', n->>'rater', (n->>'turn')::int,
      n->'record', ${importId}
    FROM jsonb_array_elements(${JSON.stringify(votes)}::jsonb) AS n
    ON CONFLICT DO NOTHING`,
);

const listContradicted = statement(
  "importedVotes.listContradicted",
  { place: int },
  (evaluationId: string, votes: NewImportedVote[]) => sql`
    SELECT (n.place - 1)::int AS place
    FROM jsonb_array_elements(${JSON.stringify(votes)}::jsonb) WITH ORDINALITY AS n (vote, place)
    JOIN imported_vote v ON v.evaluation_id = ${evaluationId} AND v.item_id = n.vote->>'itemId'
      AND v.first_id = n.vote->>'firstId' AND v.second_id = n.vote->>'secondId' AND v.rater = n.vote->>'rater'
      AND v.turn = (n.vote->>'turn')::int AND v.outcome <> n.vote->>'outcome'
    ORDER BY n.place`,
);

/** Those that say otherwise than the vote that is stored of the same rater on the same question. */
export async function listContradictedVotes(
  tx: Queryable,
  evaluationId: string,
  votes: NewImportedVote[],
): Promise<NewImportedVote[]> {
  return (await all(listContradicted(evaluationId, votes), tx)).flatMap(({ place }) => votes[place] ?? []);
}

/** Stores people's votes that came from a file; one that is there already stays. How many are new. */
export async function insertImportedVotes(
  tx: Queryable,
  { evaluationId, importId, votes }: { evaluationId: string; importId: string; votes: NewImportedVote[] },
): Promise<number> {
  return execute(addVotes(evaluationId, importId, votes), tx);
}
