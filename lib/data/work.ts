import type { DayOfWork, Share, Work } from "@/lib/domain/work";
import { all } from "./door/execute";
import { sql } from "./door/fragment";
import { float, int, orNull, type RowOf, text } from "./door/row";
import { statement } from "./door/statement";
import { projectAtWork } from "./project-at-work";

const shape = {
  personId: text,
  name: text,
  decisions: int,
  activeSeconds: float,
  medianSeconds: orNull(float),
  accepted: int,
  edited: int,
  acts: int,
  undone: int,
};
type Row = RowOf<typeof shape>;

const list = statement(
  "work.list",
  shape,
  (days: number, personId: string | null) => sql`
    WITH act AS (
      SELECT x.id, x.person_id, x.dialogue_id, x.kind, x.seconds, x.assignment_id,
        EXISTS (SELECT FROM decision y WHERE y.undoes_id = x.id) AS undone
      FROM decision x
      WHERE x.created_at > now() - ${days} * interval '1 day' AND x.kind <> 'undo'
        AND (${personId}::text IS NULL OR x.person_id = ${personId})
    ), judged AS (
      SELECT a.person_id, i.dialogue_id, a.seconds, a.answer ->> 'verdict' AS verdict,
        jsonb_array_length(a.answer -> 'edits') > 0 AS proposes
      FROM assignment a JOIN review_item i ON i.id = a.item_id
      WHERE a.status IN ('answered', 'late') AND a.answered_at > now() - ${days} * interval '1 day'
        AND (${personId}::text IS NULL OR a.person_id = ${personId})
      UNION ALL
      SELECT person_id, dialogue_id, seconds, CASE kind WHEN 'accept' THEN 'accepted' ELSE 'rejected' END, false
      FROM act WHERE kind IN ('accept', 'reject') AND assignment_id IS NULL AND NOT undone
    ), of_judged AS (
      SELECT j.person_id, count(*)::int AS decisions, coalesce(sum(j.seconds), 0)::float8 AS seconds,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY j.seconds) FILTER (WHERE j.seconds > 0) AS median,
        (count(*) FILTER (WHERE j.verdict = 'accepted'))::int AS accepted,
        (count(*) FILTER (WHERE j.proposes OR EXISTS (SELECT FROM act e
          WHERE e.person_id = j.person_id AND e.dialogue_id = j.dialogue_id AND e.kind = 'edit' AND NOT e.undone)))::int AS edited
      FROM judged j GROUP BY j.person_id
    ), of_acts AS (
      SELECT person_id, count(*)::int AS acts, (count(*) FILTER (WHERE undone))::int AS undone,
        coalesce(sum(seconds) FILTER (WHERE assignment_id IS NULL AND kind NOT IN ('accept', 'reject')), 0)::float8 AS seconds
      FROM act GROUP BY person_id
    )
    SELECT u.id AS "personId", u.name, coalesce(j.decisions, 0) AS decisions,
      coalesce(j.seconds, 0) + coalesce(a.seconds, 0) AS "activeSeconds", j.median AS "medianSeconds",
      coalesce(j.accepted, 0) AS accepted, coalesce(j.edited, 0) AS edited,
      coalesce(a.acts, 0) AS acts, coalesce(a.undone, 0) AS undone
    FROM "user" u LEFT JOIN membership m ON m.person_id = u.id AND m.project_id = ${projectAtWork()}
      LEFT JOIN of_judged j ON j.person_id = u.id LEFT JOIN of_acts a ON a.person_id = u.id
    WHERE (${personId}::text IS NULL OR u.id = ${personId})
      AND (m.person_id IS NOT NULL AND (${personId}::text IS NOT NULL OR u.deactivated_at IS NULL)
        OR j.decisions > 0 OR a.acts > 0)
    ORDER BY u.name, u.id`,
);

/**
 * What people did in the last `days` days, by name; only one person's when `personId` is given. Every member whose
 * account is open is in it, whoever did something here also when it is closed or they are members no more.
 */
export async function readWork({ days, personId = null }: { days: number; personId?: string | null }): Promise<Work[]> {
  const rows = await all(list(days, personId));
  return rows.map(toWork);
}

const listDays = statement(
  "work.listDays",
  { day: text, decisions: int, activeSeconds: float },
  (personId: string, days: number) => sql`
    WITH judged AS (
      SELECT a.answered_at AS at, a.seconds FROM assignment a
      WHERE a.person_id = ${personId} AND a.status IN ('answered', 'late')
      UNION ALL
      SELECT x.created_at, coalesce(x.seconds, 0) FROM decision x
      WHERE x.person_id = ${personId} AND x.kind IN ('accept', 'reject') AND x.assignment_id IS NULL
        AND NOT EXISTS (SELECT FROM decision y WHERE y.undoes_id = x.id)
    )
    SELECT to_char(day, 'YYYY-MM-DD') AS day, count(j.at)::int AS decisions,
      coalesce(sum(j.seconds), 0)::float8 AS "activeSeconds"
    FROM generate_series(date_trunc('day', now() AT TIME ZONE 'UTC') - ${days - 1} * interval '1 day',
      date_trunc('day', now() AT TIME ZONE 'UTC'), interval '1 day') AS day
      LEFT JOIN judged j ON date_trunc('day', j.at AT TIME ZONE 'UTC') = day
    GROUP BY day ORDER BY day`,
);

/** One person's last `days` days, oldest first; days without work have zeros. Days end at midnight UTC. */
export async function readDaysOfWork(personId: string, days: number): Promise<DayOfWork[]> {
  return all(listDays(personId, days));
}

function toWork({ accepted, edited, acts, undone, ...row }: Row): Work {
  const { decisions, activeSeconds } = row;
  return {
    ...row,
    perHour: activeSeconds > 0 ? (decisions / activeSeconds) * 3_600 : null,
    accepted: share(accepted, decisions),
    edited: share(edited, decisions),
    undone: share(undone, acts),
  };
}

function share(part: number, n: number): Share {
  return { share: n === 0 ? null : part / n, n };
}
