import type { EvaluationProgress } from "@/lib/domain/judging/evaluation";
import { all } from "../door/execute";
import { sql } from "../door/fragment";
import { int, text } from "../door/row";
import { statement } from "../door/statement";
import { isGivenAway } from "./given-away";

type Progress = EvaluationProgress & { candidates: number };

const list = statement(
  "evaluationProgress.list",
  {
    id: text,
    candidates: int,
    items: int,
    comparisons: int,
    ready: int,
    votesNeeded: int,
    missing: int,
    written: int,
    failed: int,
    votes: int,
  },
  (ids: string[]) => sql`
    SELECT e.id,
      (SELECT count(*)::int FROM candidate WHERE evaluation_id = e.id) AS candidates,
      (SELECT count(*)::int FROM evaluation_item WHERE evaluation_id = e.id) AS items,
      c.comparisons, c.ready, c."votesNeeded", x.missing, x.written, x.failed,
      (SELECT count(*)::int FROM ballot b JOIN comparison g ON g.id = b.comparison_id
       WHERE b.evaluation_id = e.id AND b.status = 'voted' AND b.repeats_id IS NULL AND g.gold IS NULL) AS votes
    FROM evaluation e
    LEFT JOIN LATERAL (
      SELECT count(*)::int AS comparisons, count(*) FILTER (WHERE is_ready)::int AS ready,
        coalesce(sum(needed), 0)::int AS "votesNeeded"
      FROM comparison WHERE evaluation_id = e.id AND gold IS NULL
    ) c ON true
    LEFT JOIN LATERAL (
      SELECT count(*) FILTER (WHERE status = 'missing')::int AS missing,
        count(*) FILTER (WHERE status = 'ready')::int AS written, count(*) FILTER (WHERE status = 'failed')::int AS failed
      FROM candidate_response WHERE evaluation_id = e.id
    ) x ON true
    WHERE e.id = ANY(${ids})`,
);

/** Of each evaluation how far it is; gold comparisons and repeats count nowhere, and neither do late votes. */
export async function readProgress(ids: string[]): Promise<Map<string, Progress>> {
  const rows = await all(list(ids));
  return new Map(
    rows.map(({ id, missing, written, failed, ...rest }) => [
      id,
      { ...rest, responses: { missing, ready: written, failed } },
    ]),
  );
}

export type RaterProgress = { takeable: number; voted: number; skipped: number };

const listOfPerson = statement(
  "evaluationProgress.listOfPerson",
  { id: text, voted: int, skipped: int, takeable: int },
  (ids: string[], personId: string) => sql`
    SELECT e.id, coalesce(m.voted, 0) AS voted, coalesce(m.skipped, 0) AS skipped,
      CASE WHEN e.status <> 'open' OR (e.spec->'raters' <> '[]' AND NOT e.spec->'raters' ? ${personId}) THEN 0
      ELSE (
        SELECT count(*)::int FROM comparison c LEFT JOIN ballot b
          ON b.comparison_id = c.id AND b.person_id = ${personId} AND b.repeats_id IS NULL
        WHERE c.evaluation_id = e.id AND c.is_ready AND (
          b.status = 'leased' OR (c.vacant > 0 AND c.gold IS NULL AND (b.id IS NULL OR b.status = 'expired')
            AND NOT ${isGivenAway(sql`${personId}`, sql`(e.spec->'reveal')::boolean`)}))
      ) END AS takeable
    FROM evaluation e LEFT JOIN LATERAL (
      SELECT count(*) FILTER (WHERE status IN ('voted', 'late'))::int AS voted,
        count(*) FILTER (WHERE status = 'skipped')::int AS skipped
      FROM ballot WHERE evaluation_id = e.id AND person_id = ${personId}
    ) m ON true
    WHERE e.id = ANY(${ids})`,
);

/** Of each evaluation what waits for this person: comparisons that they could take now, and what they did. */
export async function readRaterProgress(ids: string[], personId: string): Promise<Map<string, RaterProgress>> {
  const rows = await all(listOfPerson(ids, personId));
  return new Map(rows.map(({ id, ...progress }) => [id, progress]));
}
