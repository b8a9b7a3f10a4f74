import type { VoteEvent } from "@/lib/domain/judging/ballot";
import { type EvaluationSpec, type EvaluationStatus, evaluationSpecSchema } from "@/lib/domain/judging/evaluation";
import type { Vote } from "@/lib/domain/judging/vote";
import { first } from "../door/execute";
import { sql } from "../door/fragment";
import { bool, float, int, json, word } from "../door/row";
import { statement } from "../door/statement";
import type { Queryable } from "../sql";
import { type BallotRow, ballotColumns, ballotShape, toBallot } from "./ballots";
import { type ComparisonRow, comparisonColumns } from "./comparisons";
import { isGivenAway } from "./given-away";

const hold = statement(
  "places.hold",
  comparisonColumns.row,
  (ballotId: string, personId: string) => sql`
    SELECT ${comparisonColumns} FROM ballot b JOIN comparison c ON c.id = b.comparison_id
    WHERE b.id = ${ballotId} AND b.person_id = ${personId} FOR NO KEY UPDATE OF c`,
  { prepared: true },
);

/** The comparison of somebody's own ballot, held against everybody else; null when it is no ballot of theirs. */
export function holdComparisonOf(tx: Queryable, ballotId: string, personId: string): Promise<ComparisonRow | null> {
  return first(hold(ballotId, personId), tx);
}

const read = statement(
  "places.read",
  {
    ...ballotShape,
    evaluationStatus: word<EvaluationStatus>(),
    spec: json<EvaluationSpec>(evaluationSpecSchema),
    rounds: int,
    isKnown: bool,
    isTold: bool,
    isGivenAway: bool,
  },
  (ballotId: string, voteId: string | null) => sql`
    SELECT ${ballotColumns}, e.status AS "evaluationStatus", e.spec,
      (SELECT coalesce(max(jsonb_array_length(x.rounds)), 0) FROM candidate_response x
        WHERE x.item_id = c.item_id AND x.candidate_id IN (c.first_id, c.second_id) AND x.status = 'ready') AS rounds,
      EXISTS (SELECT FROM vote_version v
        WHERE v.ballot_id = b.id AND v.vote_id = ${voteId} AND v.event <> 'taken_back') AS "isKnown",
      EXISTS (SELECT FROM comparison s JOIN ballot t ON t.comparison_id = s.id WHERE s.item_id = c.item_id AND s.id <> c.id
        AND t.person_id = b.person_id AND t.revealed_at IS NOT NULL) AND (e.spec->'reveal')::boolean AS "isTold",
      ${isGivenAway(sql`b.person_id`, sql`(e.spec->'reveal')::boolean`)} AS "isGivenAway"
    FROM ballot b JOIN comparison c ON c.id = b.comparison_id JOIN evaluation e ON e.id = b.evaluation_id
    WHERE b.id = ${ballotId}`,
  { prepared: true },
);

/** A ballot with what its evaluation asks for. */
export type Asked = {
  ballot: BallotRow;
  evaluation: { id: string; status: EvaluationStatus; spec: EvaluationSpec };
  /** As many as the longer side shows. */
  rounds: number;
  /** This very vote came before, however long ago and whatever followed. */
  isKnown: boolean;
  /** They were told who wrote what on this item, by another comparison of it. */
  isTold: boolean;
  /** They have another comparison of its item and may be told. */
  isGivenAway: boolean;
};

/** To be read once the comparison is held: only then does it stand still. */
export async function readPlace(tx: Queryable, ballotId: string, voteId: string | null): Promise<Asked | null> {
  const row = await first(read(ballotId, voteId), tx);
  if (!row) return null;
  const { evaluationStatus, spec, rounds, isKnown, isTold, isGivenAway: givenAway, ...ballot } = row;
  return {
    ballot: toBallot(ballot),
    evaluation: { id: ballot.evaluationId, status: evaluationStatus, spec },
    rounds,
    isKnown,
    isTold,
    isGivenAway: givenAway,
  };
}

type Cast = { ballotId: string; vote: Vote; voteId: string; seconds: number };
type Counted = { status: "voted" | "late"; event: VoteEvent };

const write = statement(
  "votes.write",
  { seconds: float },
  ({ ballotId, vote, voteId, seconds, status, event }: Cast & Counted) => sql`
    WITH voted AS (
      UPDATE ballot SET status = ${status}, vote = ${vote}::jsonb, vote_id = ${voteId}, lease_until = NULL,
        seconds = greatest(seconds, ${seconds}::float8), voted_at = coalesce(voted_at, now())
      WHERE id = ${ballotId} RETURNING comparison_id, repeats_id, seconds
    ), said AS (
      INSERT INTO vote_version (ballot_id, version, event, vote, vote_id, seconds)
      SELECT ${ballotId}, 1 + coalesce(max(version), 0), ${event}, ${vote}::jsonb, ${voteId}, ${seconds}::float8
      FROM vote_version WHERE ballot_id = ${ballotId}
    ), places AS (
      UPDATE comparison c SET vacant = greatest(0, c.needed - ${status === "voted" ? 1 : 0} - (
        SELECT count(*)::int FROM ballot o WHERE o.comparison_id = c.id AND o.id <> ${ballotId}
          AND o.repeats_id IS NULL AND o.status IN ('leased', 'voted')))
      FROM voted WHERE c.id = voted.comparison_id AND voted.repeats_id IS NULL AND c.gold IS NULL
    )
    SELECT seconds FROM voted`,
  { prepared: true },
);

/**
 * Puts a vote in its place and into the history, and counts the free places of its comparison, which the caller holds.
 * The active seconds of the ballot.
 */
export async function writeVote(tx: Queryable, cast: Cast & Counted): Promise<number> {
  const row = await first(write(cast), tx);
  if (!row) throw new Error(`Ballot ${cast.ballotId} is gone`);
  return row.seconds;
}
