import type { BallotStatus, VoteEvent } from "@/lib/domain/judging/ballot";
import { type Vote, voteSchema } from "@/lib/domain/judging/vote";
import { all, execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { bool, columns, type InJson, int, json, orNull, type RowOf, text, word } from "../door/row";
import { statement } from "../door/statement";
import { type PageOf, placeAfter, toPage } from "../page";
import type { Queryable } from "../sql";

export const ballotColumns = columns(
  "Ballot",
  "b",
  "id",
  "comparisonId",
  "evaluationId",
  "personId",
  "ordinal",
  "isSwapped",
  "repeatsId",
  "status",
  "leaseUntil",
  "vote",
  "voteId",
  "seconds",
  "votedAt",
  "revealedAt",
);
export const ballotShape = {
  ...ballotColumns.row,
  status: word<BallotStatus>(),
  vote: orNull(json<Vote>(voteSchema)),
};
type Row = RowOf<typeof ballotShape>;

/** One rater's place at one comparison, with what the rater is not to see. */
export type BallotRow = InJson<Row>;

const find = statement(
  "ballots.find",
  ballotShape,
  (id: string) => sql`SELECT ${ballotColumns} FROM ballot b WHERE b.id = ${id}`,
);

export async function findBallot(id: string, on?: Queryable): Promise<BallotRow | null> {
  const row = await first(find(id), on);
  return row && toBallot(row);
}

const list = statement(
  "ballots.list",
  { ...ballotShape, category: text, opening: text, isAlone: bool, hasJudges: bool },
  (evaluationId: string, personId: string, before: string | null, limit: number) => sql`
    SELECT ${ballotColumns}, i.category, left(coalesce(i.turns[1], ''), 280) AS opening, c.second_id IS NULL AS "isAlone",
      EXISTS (SELECT FROM judgment j WHERE j.item_id = c.item_id AND j.status = 'ready' AND (j.second_id IS NULL
        AND j.first_id IN (c.first_id, c.second_id) OR j.first_id = c.first_id AND j.second_id = c.second_id
        OR j.first_id = c.second_id AND j.second_id = c.first_id)) AS "hasJudges"
    FROM ballot b JOIN comparison c ON c.id = b.comparison_id JOIN evaluation_item i ON i.id = c.item_id
    WHERE b.evaluation_id = ${evaluationId} AND b.person_id = ${personId} AND b.status <> 'expired'
      AND (${before}::int IS NULL OR b.ordinal < ${before}::int)
    ORDER BY b.ordinal DESC LIMIT ${limit}`,
);

/** A person's ballots in an evaluation, newest first, with what each was about (a dialogue alone, or what both were asked) and whether a judge has read it. */
export async function listBallots(
  evaluationId: string,
  personId: string,
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<PageOf<BallotRow & { category: string; opening: string; isAlone: boolean; hasJudges: boolean }>> {
  const [before] = placeAfter(cursor, "int");
  const rows = await all(list(evaluationId, personId, before, limit + 1));
  const { items, nextCursor } = toPage(rows, limit, ({ ordinal, id }) => [ordinal, id]);
  return {
    items: items.map(({ category, opening, isAlone, hasJudges, ...row }) => {
      return { ...toBallot(row), category, opening, isAlone, hasJudges };
    }),
    nextCursor,
  };
}

const lease = statement(
  "ballots.lease",
  {},
  (id: string, leaseSeconds: number) => sql`
    UPDATE ballot SET status = 'leased', lease_until = now() + ${leaseSeconds} * interval '1 second' WHERE id = ${id}`,
);

/** Keeps or takes a lease again. */
export async function leaseBallot(tx: Queryable, id: string, leaseSeconds: number): Promise<void> {
  await execute(lease(id, leaseSeconds), tx);
}

type Skipped = { reason: string; seconds: number };

const skip = statement(
  "ballots.skip",
  {},
  (id: string, { reason, seconds }: Skipped) => sql`
    UPDATE ballot SET status = 'skipped', lease_until = NULL, skip_reason = ${reason},
      seconds = greatest(seconds, ${seconds}::float8) WHERE id = ${id}`,
);

export async function skipBallotRow(tx: Queryable, id: string, skipped: Skipped): Promise<void> {
  await execute(skip(id, skipped), tx);
}

const countSkipped = statement(
  "ballots.countSkips",
  { count: int },
  (evaluationId: string, personId: string) => sql`
    SELECT count(*)::int AS count FROM ballot
    WHERE evaluation_id = ${evaluationId} AND person_id = ${personId} AND status = 'skipped'`,
);

export async function countSkips(tx: Queryable, evaluationId: string, personId: string): Promise<number> {
  const row = await first(countSkipped(evaluationId, personId), tx);
  return row?.count ?? 0;
}

const clear = statement(
  "ballots.clearVote",
  {},
  (id: string, leaseSeconds: number) => sql`
    UPDATE ballot SET status = 'leased', vote = NULL, vote_id = NULL, voted_at = NULL,
      lease_until = now() + ${leaseSeconds} * interval '1 second' WHERE id = ${id}`,
);

/** Takes a vote out of its place, which stays theirs for the time of a lease. */
export async function clearVote(tx: Queryable, id: string, leaseSeconds: number): Promise<void> {
  await execute(clear(id, leaseSeconds), tx);
}

type NewVoteVersion = {
  event: VoteEvent;
  vote: Vote | null;
  voteId: string | null;
  seconds: number;
};

const addVersion = statement(
  "ballots.insertVoteVersion",
  {},
  (ballotId: string, { event, ...cast }: NewVoteVersion) => sql`
    INSERT INTO vote_version (ballot_id, version, event, vote, vote_id, seconds)
    SELECT ${ballotId}, 1 + coalesce(max(version), 0), ${event}, ${cast.vote}::jsonb, ${cast.voteId},
      ${cast.seconds}::float8 FROM vote_version WHERE ballot_id = ${ballotId}`,
);

export async function insertVoteVersion(tx: Queryable, ballotId: string, version: NewVoteVersion): Promise<void> {
  await execute(addVersion(ballotId, version), tx);
}

const reveal = statement(
  "ballots.markRevealed",
  {},
  (id: string) => sql`
    UPDATE ballot SET revealed_at = coalesce(revealed_at, now()) WHERE id = ${id}`,
);

/** From the first time on the names are known; later calls change nothing. */
export async function markRevealed(tx: Queryable, id: string): Promise<void> {
  await execute(reveal(id), tx);
}

const setAfterword = statement(
  "ballots.writeAfterword",
  {},
  (id: string, afterword: unknown) => sql`
    UPDATE ballot SET afterword = ${afterword} WHERE id = ${id}`,
);

export async function writeAfterword(tx: Queryable, id: string, afterword: unknown): Promise<void> {
  await execute(setAfterword(id, afterword), tx);
}

export function toBallot({ leaseUntil, votedAt, revealedAt, ...row }: Row): BallotRow {
  const iso = (moment: Date | null) => moment?.toISOString() ?? null;
  return { ...row, leaseUntil: iso(leaseUntil), votedAt: iso(votedAt), revealedAt: iso(revealedAt) };
}
