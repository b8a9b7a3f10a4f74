import type { PairOutcome, Vote } from "@/lib/domain/judging/vote";
import { pool } from "../pool";
import type { Queryable } from "../sql";

/** A vote with everything that figures need; ordered as they were served, so that results do not depend on the plan. */
export type VoteRow = {
  ballotId: string;
  comparisonId: string;
  itemId: string;
  category: string;
  firstId: string;
  secondId: string | null;
  gold: string | null;
  personId: string;
  personName: string;
  isSwapped: boolean;
  repeatsId: string | null;
  status: "voted" | "late";
  vote: Vote;
  seconds: number;
  votedAt: Date;
};

/** Every vote of an evaluation, or on one comparison: late ones, repeats and those with a known outcome too. */
export async function listVotes(
  where: { evaluationId: string } | { comparisonId: string },
  on: Queryable = pool(),
): Promise<VoteRow[]> {
  const [column, id] =
    "evaluationId" in where ? ["b.evaluation_id", where.evaluationId] : ["b.comparison_id", where.comparisonId];
  const { rows } = await on.query<VoteRow>(
    `SELECT b.id AS "ballotId", c.id AS "comparisonId", c.item_id AS "itemId", i.category, c.first_id AS "firstId",
       c.second_id AS "secondId", c.gold, b.person_id AS "personId", u.name AS "personName",
       b.is_swapped AS "isSwapped", b.repeats_id AS "repeatsId", b.status, b.vote, b.seconds, b.voted_at AS "votedAt"
     FROM ballot b JOIN comparison c ON c.id = b.comparison_id JOIN evaluation_item i ON i.id = c.item_id
       JOIN "user" u ON u.id = b.person_id
     WHERE ${column} = $1 AND b.status IN ('voted', 'late')
     ORDER BY c.position, b.ordinal, b.id`,
    [id],
  );
  return rows;
}

export type ImportedVoteRow = {
  itemId: string;
  category: string;
  firstId: string;
  secondId: string;
  outcome: PairOutcome;
  rater: string;
  turn: number;
};

/** People's votes that came from files. */
export async function listImportedVotes(evaluationId: string): Promise<ImportedVoteRow[]> {
  const { rows } = await pool().query<ImportedVoteRow>(
    `SELECT v.item_id AS "itemId", i.category, v.first_id AS "firstId", v.second_id AS "secondId", v.outcome, v.rater,
       v.turn FROM imported_vote v JOIN evaluation_item i ON i.id = v.item_id
     WHERE v.evaluation_id = $1 ORDER BY v.id`,
    [evaluationId],
  );
  return rows;
}
