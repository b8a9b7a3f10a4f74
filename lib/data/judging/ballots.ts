import type { BallotStatus, VoteEvent } from "@/lib/domain/judging/ballot";
import type { Vote } from "@/lib/domain/judging/vote";
import { decodeCursor, encodeCursor, type Page } from "../page";
import { pool } from "../pool";
import { type Queryable, sql } from "../sql";

/** One rater's place at one comparison, with what the rater is not to see. */
export type BallotRow = {
  id: string;
  comparisonId: string;
  evaluationId: string;
  personId: string;
  ordinal: number;
  isSwapped: boolean;
  repeatsId: string | null;
  status: BallotStatus;
  leaseUntil: string | null;
  vote: Vote | null;
  voteId: string | null;
  seconds: number;
  votedAt: string | null;
  revealedAt: string | null;
};

type Moments = "leaseUntil" | "votedAt" | "revealedAt";
type Row = Omit<BallotRow, Moments> & Record<Moments, Date | null>;

const columns = `b.id, b.comparison_id AS "comparisonId", b.evaluation_id AS "evaluationId", b.person_id AS "personId",
  b.ordinal, b.is_swapped AS "isSwapped", b.repeats_id AS "repeatsId", b.status, b.lease_until AS "leaseUntil", b.vote,
  b.vote_id AS "voteId", b.seconds, b.voted_at AS "votedAt", b.revealed_at AS "revealedAt"`;

export async function findBallot(id: string, on: Queryable = pool()): Promise<BallotRow | null> {
  const { rows } = await on.query<Row>(`SELECT ${columns} FROM ballot b WHERE b.id = $1`, [id]);
  return rows[0] ? toBallot(rows[0]) : null;
}

/** A person's ballots in an evaluation, newest first, with what each was about. */
export async function listBallots(
  evaluationId: string,
  personId: string,
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<Page<BallotRow & { category: string; opening: string }>> {
  const before = cursor === undefined ? null : Number(decodeCursor(cursor)[0]);
  const { rows } = await pool().query<Row & { category: string; opening: string }>(
    `SELECT ${columns}, i.category, left(coalesce(i.turns[1], ''), 280) AS opening
     FROM ballot b JOIN comparison c ON c.id = b.comparison_id JOIN evaluation_item i ON i.id = c.item_id
     WHERE b.evaluation_id = $1 AND b.person_id = $2 AND b.status <> 'expired' AND ($3::int IS NULL OR b.ordinal < $3)
     ORDER BY b.ordinal DESC LIMIT ${limit + 1}`,
    [evaluationId, personId, before],
  );
  const items = rows.slice(0, limit).map(({ category, opening, ...row }) => ({ ...toBallot(row), category, opening }));
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last ? encodeCursor(last.ordinal, last.id) : null };
}

/** Keeps or takes a lease again. */
export async function leaseBallot(tx: Queryable, id: string, leaseSeconds: number): Promise<void> {
  await sql(tx)`
    UPDATE ballot SET status = 'leased', lease_until = now() + ${leaseSeconds} * interval '1 second' WHERE id = ${id}`;
}

export async function skipBallotRow(
  tx: Queryable,
  id: string,
  { reason, seconds }: { reason: string; seconds: number },
): Promise<void> {
  await sql(tx)`
    UPDATE ballot SET status = 'skipped', lease_until = NULL, skip_reason = ${reason},
      seconds = greatest(seconds, ${seconds}::float8) WHERE id = ${id}`;
}

export async function countSkips(tx: Queryable, evaluationId: string, personId: string): Promise<number> {
  const [row] = await sql<{ count: number }>(tx)`
    SELECT count(*)::int AS count FROM ballot
    WHERE evaluation_id = ${evaluationId} AND person_id = ${personId} AND status = 'skipped'`;
  return row?.count ?? 0;
}

/** Takes a vote out of its place, which stays theirs for the time of a lease. */
export async function clearVote(tx: Queryable, id: string, leaseSeconds: number): Promise<void> {
  await sql(tx)`
    UPDATE ballot SET status = 'leased', vote = NULL, vote_id = NULL, voted_at = NULL,
      lease_until = now() + ${leaseSeconds} * interval '1 second' WHERE id = ${id}`;
}

type NewVoteVersion = {
  event: VoteEvent;
  vote: Vote | null;
  voteId: string | null;
  seconds: number;
};

export async function insertVoteVersion(
  tx: Queryable,
  ballotId: string,
  { event, ...cast }: NewVoteVersion,
): Promise<void> {
  await sql(tx)`
    INSERT INTO vote_version (ballot_id, version, event, vote, vote_id, seconds)
    SELECT ${ballotId}, 1 + coalesce(max(version), 0), ${event}, ${cast.vote}::jsonb, ${cast.voteId},
      ${cast.seconds}::float8 FROM vote_version WHERE ballot_id = ${ballotId}`;
}

/** From the first time on the names are known; later calls change nothing. */
export async function markRevealed(tx: Queryable, id: string): Promise<void> {
  await sql(tx)`UPDATE ballot SET revealed_at = coalesce(revealed_at, now()) WHERE id = ${id}`;
}

export async function writeAfterword(tx: Queryable, id: string, afterword: unknown): Promise<void> {
  await sql(tx)`UPDATE ballot SET afterword = ${afterword} WHERE id = ${id}`;
}

function toBallot(row: Row): BallotRow {
  const iso = (moment: Date | null) => moment?.toISOString() ?? null;
  return { ...row, leaseUntil: iso(row.leaseUntil), votedAt: iso(row.votedAt), revealedAt: iso(row.revealedAt) };
}
