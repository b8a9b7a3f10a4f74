import { must } from "@/lib/base/assert";
import type { DoneInADay, Overview, QueueAtWork } from "@/lib/domain/statistics/overview";
import { all, first } from "../door/execute";
import { type Fragment, sql } from "../door/fragment";
import { bool, float, int, moment, orNull, text } from "../door/row";
import { statement } from "../door/statement";

const readDays = statement(
  "overview.days",
  { day: text, ended: int, accepted: int, rejected: int },
  (days: number) => sql`
    WITH day AS (
      SELECT (now() AT TIME ZONE 'UTC')::date - n AS day FROM generate_series(0, ${days}::int - 1) n
    ), ended AS (
      SELECT (d.ended_at AT TIME ZONE 'UTC')::date AS day, count(*)::int AS n FROM dialogue d
      WHERE d.ended_at > now() - ${days}::int * interval '1 day' AND d.run_id IS NOT NULL AND d.deleted_at IS NULL GROUP BY 1
    ), decided AS (
      SELECT (x.created_at AT TIME ZONE 'UTC')::date AS day, (count(*) FILTER (WHERE x.kind = 'accept'))::int AS accepted,
        (count(*) FILTER (WHERE x.kind = 'reject'))::int AS rejected
      FROM decision x WHERE x.created_at > now() - ${days}::int * interval '1 day' AND x.kind IN ('accept', 'reject')
        AND NOT EXISTS (SELECT FROM decision y WHERE y.undoes_id = x.id) GROUP BY 1
    )
    SELECT day.day::text AS day, coalesce(ended.n, 0) AS ended, coalesce(decided.accepted, 0) AS accepted,
      coalesce(decided.rejected, 0) AS rejected
    FROM day LEFT JOIN ended ON ended.day = day.day LEFT JOIN decided ON decided.day = day.day ORDER BY day.day`,
);

/** Of each of the last days in UTC: dialogues of runs that ended, and decisions that nobody took back. */
export function readDaysOfWork(days: number): Promise<Overview["days"]> {
  return all(readDays(days));
}

const done = statement(
  "overview.done",
  {
    ended: int,
    accepted: int,
    rejected: int,
    edited: int,
    imported: int,
    snapshots: int,
    runsEnded: int,
    votes: int,
    spent: float,
  },
  (from: number, to: number) => {
    const within = (at: Fragment) =>
      sql`${at} > now() - ${from}::int * interval '1 hour' AND ${at} <= now() - ${to}::int * interval '1 hour'`;
    return sql`
      WITH act AS (
        SELECT x.kind FROM decision x WHERE ${within(sql`x.created_at`)} AND x.kind IN ('accept', 'reject', 'edit')
          AND NOT EXISTS (SELECT FROM decision y WHERE y.undoes_id = x.id)
      )
      SELECT (SELECT count(*) FROM dialogue d WHERE ${within(sql`d.ended_at`)} AND d.run_id IS NOT NULL
          AND d.deleted_at IS NULL)::int AS ended,
        (SELECT count(*) FROM act WHERE kind = 'accept')::int AS accepted,
        (SELECT count(*) FROM act WHERE kind = 'reject')::int AS rejected,
        (SELECT count(*) FROM act WHERE kind = 'edit')::int AS edited,
        (SELECT coalesce(sum(i.taken), 0) FROM import i WHERE ${within(sql`i.finished_at`)})::int AS imported,
        (SELECT count(*) FROM snapshot s WHERE ${within(sql`s.created_at`)})::int AS snapshots,
        (SELECT count(*) FROM run r WHERE ${within(sql`r.ended_at`)})::int AS "runsEnded",
        (SELECT count(*) FROM ballot b WHERE ${within(sql`b.voted_at`)})::int AS votes,
        (SELECT coalesce(sum(t.cost), 0) FROM run r JOIN attempt t ON t.run_id = r.id WHERE ${within(sql`t.ended_at`)})::float8 AS spent`;
  },
);

/** What was done between so many hours ago and so many. */
export async function readDone(from: number, to: number): Promise<DoneInADay> {
  return must(await first(done(from, to)), "the row of an aggregate");
}

const cost = statement(
  "overview.cost",
  { accepted: int, decided: int, spent: float, tokens: float },
  () => sql`
    SELECT (count(*) FILTER (WHERE d.verdict = 'accepted'))::int AS accepted, count(*)::int AS decided,
      coalesce(sum(d.cost), 0)::float8 AS spent, coalesce(sum(d.input_tokens::bigint + d.output_tokens), 0)::float8 AS tokens
    FROM dialogue d WHERE d.verdict IS NOT NULL AND d.run_id IS NOT NULL AND d.deleted_at IS NULL`,
);

/** What the runs' dialogues that have a verdict took. */
export async function readCost(): Promise<Overview["cost"]> {
  return must(await first(cost()), "the row of an aggregate");
}

const queues = statement(
  "overview.queues",
  {
    id: text,
    name: text,
    isPaused: bool,
    open: int,
    vacant: int,
    toSettle: int,
    skipped: int,
    binned: int,
    atWork: int,
    activeToday: int,
    needsPeople: int,
    lastAnswerAt: orNull(moment),
  },
  () => sql`
    SELECT q.id, q.name, q.status = 'paused' AS "isPaused", i.open, i.vacant, i.contested AS "toSettle", i.skipped, i.binned,
      a.held AS "atWork", a.today AS "activeToday", greatest(0, i.wanted - a.week)::int AS "needsPeople",
      a.last AS "lastAnswerAt"
    FROM review_queue q CROSS JOIN LATERAL (
      SELECT (count(*) FILTER (WHERE x.status <> 'settled' AND d.deleted_at IS NULL))::int AS open,
        (count(*) FILTER (WHERE x.vacant > 0 AND x.status = 'open' AND d.deleted_at IS NULL))::int AS vacant,
        (count(*) FILTER (WHERE x.status = 'contested' AND d.deleted_at IS NULL))::int AS contested,
        (count(*) FILTER (WHERE x.status = 'open' AND d.deleted_at IS NOT NULL))::int AS binned,
        (count(*) FILTER (WHERE x.vacant > 0 AND x.vacant = x.needed AND x.status = 'open' AND d.deleted_at IS NULL
          AND EXISTS (SELECT FROM assignment s WHERE s.item_id = x.id AND s.status = 'skipped')))::int AS skipped,
        coalesce(max(x.needed) FILTER (WHERE x.vacant > 0 AND x.status = 'open' AND d.deleted_at IS NULL), 0)::int AS wanted
      FROM review_item x JOIN dialogue d ON d.id = x.dialogue_id WHERE x.queue_id = q.id AND x.gold IS NULL
    ) i CROSS JOIN LATERAL (
      SELECT (count(DISTINCT y.person_id) FILTER (WHERE y.status = 'leased' AND y.lease_until > now()))::int AS held,
        (count(DISTINCT y.person_id) FILTER (WHERE y.answered_at > now() - interval '1 day'))::int AS today,
        count(DISTINCT y.person_id) FILTER (WHERE y.answered_at > now() - interval '7 days') AS week, max(y.answered_at) AS last
      FROM assignment y WHERE y.queue_id = q.id
    ) a
    WHERE q.status <> 'archived' AND i.open + i.binned > 0 ORDER BY i.open DESC, q.id LIMIT 20`,
);

/** Review queues with something left to do, those with most first. */
export async function readQueuesAtWork(): Promise<Omit<QueueAtWork, "agreement">[]> {
  const rows = await all(queues());
  return rows.map((queue) => ({ ...queue, lastAnswerAt: queue.lastAnswerAt?.toISOString() ?? null }));
}

const paused = statement(
  "overview.pausedRuns",
  { id: text, name: text, detail: orNull(text) },
  () => sql`
    SELECT r.id, r.name, r.status_detail AS detail FROM run r WHERE r.status = 'paused' ORDER BY r.created_at DESC LIMIT 20`,
);

const counts = statement(
  "overview.runs",
  { parked: int, running: int },
  () => sql`
    SELECT (SELECT count(*) FROM dialogue d WHERE d.status = 'parked' AND d.deleted_at IS NULL)::int AS parked,
      (SELECT count(*) FROM run r WHERE r.status = 'running')::int AS running`,
);

/** Runs that are under way or stand still. */
export async function readRunsAtWork(): Promise<Pick<Overview["runs"], "paused" | "parked" | "running">> {
  const [standing, row] = [await all(paused()), must(await first(counts()), "the row of an aggregate")];
  return { ...row, paused: standing };
}
