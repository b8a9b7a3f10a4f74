import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { int, nothing, orNull, text } from "../door/row";
import { statement } from "../door/statement";
import { lockNumber, type Queryable } from "../sql";
import { isGivenAway } from "./given-away";

/** `tellsNames`: after each vote, so that a person has one comparison of an item, and no vote comes back. */
type Ask = { evaluationId: string; personId: string; leaseSeconds: number; tellsNames: boolean };
type Who = Pick<Ask, "evaluationId" | "personId">;
type Drawn = Ask & { ordinal: number; isSwapped: boolean };

const isBarred = ({ personId, tellsNames }: Ask) => isGivenAway(sql`${personId}`, sql`${tellsNames}::boolean`);

/** So many other ballots lie at least between a vote and the same comparison with its sides exchanged. */
const apart = 5;

const expire = statement(
  "claimBallot.expire",
  {},
  (evaluationId: string) => sql`
    WITH expired AS (
      SELECT b.id, b.comparison_id, b.repeats_id FROM ballot b JOIN comparison c ON c.id = b.comparison_id
      WHERE b.evaluation_id = ${evaluationId} AND b.status = 'leased' AND b.lease_until < now()
      ORDER BY b.lease_until LIMIT 100 FOR NO KEY UPDATE OF c, b SKIP LOCKED
    ), freed AS (
      UPDATE ballot b SET status = 'expired', lease_until = NULL FROM expired e WHERE b.id = e.id
      RETURNING b.comparison_id, b.repeats_id
    )
    UPDATE comparison c SET vacant = least(c.needed, c.vacant + f.places)
    FROM (SELECT comparison_id, count(*)::int AS places FROM freed WHERE repeats_id IS NULL GROUP BY comparison_id) f
    WHERE c.id = f.comparison_id AND c.gold IS NULL`,
);

/** Gives back the places whose lease ran out, a hundred at a time and none that anybody is just handling. */
export async function giveBackExpired(evaluationId: string): Promise<void> {
  await execute(expire(evaluationId));
}

const lock = statement(
  "claimBallot.lockRater",
  { pg_advisory_xact_lock: nothing },
  (who: Who) => sql`SELECT pg_advisory_xact_lock(${String(lockNumber(raterLock(who)))}::bigint)`,
);

/** One person's claims and skips in one evaluation go one after another under this lock. */
export function raterLock({ evaluationId, personId }: Who): string {
  return `${evaluationId}:${personId}`;
}

export async function lockRater(tx: Queryable, who: Who): Promise<void> {
  await execute(lock(who), tx);
}

const takeTheirs = statement(
  "claimBallot.takeTheirs",
  { id: orNull(text), served: int },
  (ask: Ask, holding: string[]) => sql`
    WITH held AS (
      UPDATE ballot SET status = 'leased', lease_until = now() + ${ask.leaseSeconds} * interval '1 second'
      WHERE id = (
        SELECT id FROM ballot WHERE evaluation_id = ${ask.evaluationId} AND person_id = ${ask.personId}
          AND (status = 'leased' OR status = 'expired' AND repeats_id IS NOT NULL AND NOT ${ask.tellsNames}::boolean)
          AND id <> ALL(${holding}::text[])
        ORDER BY ordinal LIMIT 1)
        AND (status = 'leased' OR status = 'expired' AND repeats_id IS NOT NULL)
      RETURNING id
    ), again AS (
      SELECT c.id FROM ballot b JOIN comparison c ON c.id = b.comparison_id
      WHERE NOT EXISTS (SELECT FROM held) AND b.evaluation_id = ${ask.evaluationId} AND b.person_id = ${ask.personId}
        AND b.status = 'expired' AND b.repeats_id IS NULL AND (c.vacant > 0 OR c.gold IS NOT NULL) AND NOT ${isBarred(ask)}
      ORDER BY b.ordinal LIMIT 1 FOR NO KEY UPDATE OF c
    ), taken AS (
      UPDATE comparison c SET vacant = greatest(0, c.vacant - 1) FROM again WHERE c.id = again.id RETURNING c.id
    ), placed AS (
      UPDATE ballot b SET status = 'leased', lease_until = now() + ${ask.leaseSeconds} * interval '1 second'
      FROM taken WHERE b.comparison_id = taken.id AND b.person_id = ${ask.personId} AND b.repeats_id IS NULL
      RETURNING b.id
    )
    SELECT coalesce((SELECT id FROM held), (SELECT id FROM placed)) AS id,
      (SELECT coalesce(max(ordinal) + 1, 0)::int FROM ballot
        WHERE evaluation_id = ${ask.evaluationId} AND person_id = ${ask.personId}) AS served`,
  { prepared: true },
);

/**
 * A ballot that is theirs before any other: one that they hold or a repeat that they lost, since nobody else can take
 * those; else a place that they lost, if it is free again, as it stood before. And how many ballots they had so far.
 */
export async function claimTheirs(
  tx: Queryable,
  ask: Ask,
  holding: string[],
): Promise<{ id: string | null; served: number }> {
  return must(await first(takeTheirs(ask, holding), tx), "one row");
}

const anyDraw: Drawn = {
  evaluationId: "e",
  personId: "p",
  leaseSeconds: 30,
  tellsNames: false,
  ordinal: 0,
  isSwapped: false,
};

const takeNew = statement(
  "claimBallot.takeNew",
  { id: text },
  (drawn: Drawn, patient: boolean) => sql`
    WITH next AS (
      SELECT c.id FROM comparison c
      WHERE c.evaluation_id = ${drawn.evaluationId} AND c.vacant > 0 AND c.is_ready AND c.gold IS NULL
        AND NOT EXISTS (SELECT FROM ballot b WHERE b.comparison_id = c.id AND b.person_id = ${drawn.personId})
        AND NOT ${isBarred(drawn)}
      ORDER BY c.position LIMIT 1 FOR NO KEY UPDATE OF c ${patient ? sql`` : sql`SKIP LOCKED`}
    ), taken AS (
      UPDATE comparison c SET vacant = c.vacant - 1 FROM next WHERE c.id = next.id RETURNING c.id, c.second_id
    )
    INSERT INTO ballot (id, comparison_id, evaluation_id, person_id, ordinal, is_swapped, lease_until)
    SELECT ${newId("ballot")}, taken.id, ${drawn.evaluationId}, ${drawn.personId}, ${drawn.ordinal},
      ${drawn.isSwapped} AND taken.second_id IS NOT NULL, now() + ${drawn.leaseSeconds} * interval '1 second'
    FROM taken RETURNING id`,
  { examples: [true, false].map((patient) => [anyDraw, patient]) },
);

/**
 * The first comparison by position with a free place that they never had. Those that somebody is just handling are
 * passed over; only when nothing else is left does it wait for them (`patient`).
 */
export async function claimNew(tx: Queryable, drawn: Drawn, patient: boolean): Promise<string | null> {
  return (await first(takeNew(drawn, patient), tx))?.id ?? null;
}

const takeGold = statement(
  "claimBallot.takeGold",
  { id: text },
  (drawn: Drawn) => sql`
    INSERT INTO ballot (id, comparison_id, evaluation_id, person_id, ordinal, is_swapped, lease_until)
    SELECT ${newId("ballot")}, c.id, c.evaluation_id, ${drawn.personId}, ${drawn.ordinal},
      ${drawn.isSwapped} AND c.second_id IS NOT NULL, now() + ${drawn.leaseSeconds} * interval '1 second'
    FROM comparison c
    WHERE c.evaluation_id = ${drawn.evaluationId} AND c.gold IS NOT NULL AND c.is_ready
      AND NOT EXISTS (SELECT FROM ballot b WHERE b.comparison_id = c.id AND b.person_id = ${drawn.personId})
      AND NOT ${isBarred(drawn)}
    ORDER BY c.position LIMIT 1 RETURNING id`,
);

/** A comparison with a known outcome that they never had; those have no places. */
export async function claimGold(tx: Queryable, drawn: Drawn): Promise<string | null> {
  const row = await first(takeGold(drawn), tx);
  return row?.id ?? null;
}

const takeRepeat = statement(
  "claimBallot.takeRepeat",
  { id: text },
  (drawn: Drawn) => sql`
    INSERT INTO ballot (id, comparison_id, evaluation_id, person_id, ordinal, is_swapped, repeats_id, lease_until)
    SELECT ${newId("ballot")}, b.comparison_id, b.evaluation_id, b.person_id, ${drawn.ordinal}, NOT b.is_swapped, b.id,
      now() + ${drawn.leaseSeconds} * interval '1 second'
    FROM ballot b JOIN comparison c ON c.id = b.comparison_id
    WHERE b.evaluation_id = ${drawn.evaluationId} AND b.person_id = ${drawn.personId} AND b.status = 'voted'
      AND NOT ${drawn.tellsNames}::boolean AND b.repeats_id IS NULL AND b.revealed_at IS NULL AND c.gold IS NULL AND c.second_id IS NOT NULL
      AND b.ordinal < ${drawn.ordinal - apart}
      AND NOT EXISTS (SELECT FROM ballot r WHERE r.repeats_id = b.id)
    ORDER BY b.ordinal LIMIT 1 RETURNING id`,
);

/** A comparison that they voted on a while ago, once more with its sides exchanged. */
export async function claimRepeat(tx: Queryable, drawn: Drawn): Promise<string | null> {
  const row = await first(takeRepeat(drawn), tx);
  return row?.id ?? null;
}

const takeSkipped = statement(
  "claimBallot.takeSkipped",
  { id: text },
  (ask: Ask, holding: string[]) => sql`
    WITH again AS (
      SELECT b.id AS ballot_id, b.repeats_id, c.id FROM ballot b JOIN comparison c ON c.id = b.comparison_id
      WHERE b.evaluation_id = ${ask.evaluationId} AND b.person_id = ${ask.personId} AND b.status = 'skipped'
        AND b.id <> ALL(${holding}::text[]) AND (b.repeats_id IS NOT NULL OR c.gold IS NOT NULL OR c.vacant > 0)
        AND NOT ${isBarred(ask)} AND NOT (${ask.tellsNames}::boolean AND b.repeats_id IS NOT NULL)
      ORDER BY b.ordinal LIMIT 1 FOR NO KEY UPDATE OF c
    ), taken AS (
      UPDATE comparison c SET vacant = greatest(0, c.vacant - 1) FROM again
      WHERE c.id = again.id AND again.repeats_id IS NULL AND c.gold IS NULL
    )
    UPDATE ballot b SET status = 'leased', lease_until = now() + ${ask.leaseSeconds} * interval '1 second'
    FROM again WHERE b.id = again.ballot_id RETURNING b.id`,
);

/** The first one that they skipped and that is still free. */
export async function claimSkipped(tx: Queryable, ask: Ask, holding: string[]): Promise<string | null> {
  return (await first(takeSkipped(ask, holding), tx))?.id ?? null;
}

/** Of comparisons with votes to come: `open` are with others just now, `others` those that this rater has judged or must not. */
export type Leftovers = { comparisons: number; ready: number; skipped: number; open: number; others: number };

const countLeft = statement(
  "claimBallot.readLeftovers",
  { comparisons: int, ready: int, skipped: int, open: int, others: int },
  (ask: Ask) => sql`
    SELECT count(*)::int AS comparisons, count(*) FILTER (WHERE c.is_ready OR h.is_barred)::int AS ready,
      count(*) FILTER (WHERE c.is_ready AND NOT h.is_barred AND c.vacant > 0 AND b.status = 'skipped')::int AS skipped,
      count(*) FILTER (WHERE c.is_ready AND NOT h.is_barred AND h.is_held
        AND (b.id IS NULL OR b.status IN ('skipped', 'expired')))::int AS open,
      count(*) FILTER (WHERE (c.vacant > 0 OR h.is_held) AND (h.is_barred OR c.is_ready
        AND b.status IN ('voted', 'late', 'leased')))::int AS others
    FROM comparison c LEFT JOIN ballot b
      ON b.comparison_id = c.id AND b.person_id = ${ask.personId} AND b.repeats_id IS NULL
    CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM ballot o WHERE o.comparison_id = c.id AND o.status = 'leased'
      AND o.person_id <> ${ask.personId}) AS is_held, ${isBarred(ask)} AS is_barred) h
    WHERE c.evaluation_id = ${ask.evaluationId} AND c.gold IS NULL`,
);

/** What is left for a rater who was served nothing. */
export async function readLeftovers(ask: Ask): Promise<Leftovers> {
  const row = await first(countLeft(ask));
  return row ?? { comparisons: 0, ready: 0, skipped: 0, open: 0, others: 0 };
}
