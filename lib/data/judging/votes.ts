import { type PairOutcome, type Vote, voteSchema } from "@/lib/domain/judging/vote";
import { all } from "../door/execute";
import { sql } from "../door/fragment";
import { columns, json, moment, type RowOf, text, word } from "../door/row";
import { statement } from "../door/statement";
import type { Queryable } from "../sql";

const ballot = columns("Ballot", "b", "personId", "isSwapped", "repeatsId", "status", "vote", "seconds");
const comparison = columns("Comparison", "c", "itemId", "firstId", "secondId", "gold");
const shape = {
  ...ballot.row,
  ...comparison.row,
  ballotId: text,
  comparisonId: text,
  category: text,
  personName: text,
  status: word<"voted" | "late">(),
  vote: json<Vote>(voteSchema),
  votedAt: moment,
};

/** A vote with everything that figures need; ordered as they were served, so that results do not depend on the plan. */
export type VoteRow = RowOf<typeof shape>;

type Where = { evaluationId: string } | { comparisonId: string };

const list = statement(
  "votes.list",
  shape,
  (where: Where) => sql`
    SELECT b.id AS "ballotId", c.id AS "comparisonId", i.category, u.name AS "personName", b.voted_at AS "votedAt",
      ${ballot}, ${comparison}
    FROM ballot b JOIN comparison c ON c.id = b.comparison_id JOIN evaluation_item i ON i.id = c.item_id
      JOIN "user" u ON u.id = b.person_id
    WHERE ${"evaluationId" in where ? sql`b.evaluation_id = ${where.evaluationId}` : sql`b.comparison_id = ${where.comparisonId}`}
      AND b.status IN ('voted', 'late')
    ORDER BY c.position, b.ordinal, b.id`,
  { examples: [[{ evaluationId: "e" }], [{ comparisonId: "c" }]] },
);

/** Every vote of an evaluation, or on one comparison: late ones, repeats and those with a known outcome too. */
export async function listVotes(where: Where, on?: Queryable): Promise<VoteRow[]> {
  return all(list(where), on);
}

const imported = columns("ImportedVote", "v", "itemId", "firstId", "secondId", "outcome", "rater", "turn", "importId");
const importedShape = { ...imported.row, outcome: word<PairOutcome>(), category: text };
export type ImportedVoteRow = RowOf<typeof importedShape>;

const listImported = statement(
  "votes.listImported",
  importedShape,
  (evaluationId: string) => sql`
    SELECT ${imported}, i.category FROM imported_vote v JOIN evaluation_item i ON i.id = v.item_id
    WHERE v.evaluation_id = ${evaluationId} ORDER BY v.id`,
);

/** People's votes that came from files. */
export async function listImportedVotes(evaluationId: string): Promise<ImportedVoteRow[]> {
  return all(listImported(evaluationId));
}
