import { all, execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { float, int, orNull, text } from "../door/row";
import { statement } from "../door/statement";
import type { Queryable } from "../sql";

/** Figures as they were computed: the answer's own text, from the votes of one version. */
export type StoredFigures = { votesVersion: number; body: string; tookMs: number };

const findVersion = statement(
  "figures.findVotesVersion",
  { version: int },
  (evaluationId: string) => sql`
    SELECT version FROM evaluation_votes WHERE evaluation_id = ${evaluationId}`,
);

/** What grows with each change of the votes; 0 before the first. */
export async function readVotesVersion(evaluationId: string): Promise<number> {
  const row = await first(findVersion(evaluationId));
  return row?.version ?? 0;
}

const find = statement(
  "figures.find",
  { version: int, votesVersion: orNull(int), body: orNull(text), tookMs: orNull(int) },
  (evaluationId: string, key: string) => sql`
    SELECT coalesce(v.version, 0) AS version, f.votes_version AS "votesVersion", f.body, f.took_ms AS "tookMs"
    FROM (SELECT ${evaluationId}::text AS id) e LEFT JOIN evaluation_votes v ON v.evaluation_id = e.id
      LEFT JOIN evaluation_figures f ON f.evaluation_id = e.id AND f.query = ${key}`,
);

/** The last figures that were computed for a query, with the version that the votes have by now. */
export async function findFigures(
  evaluationId: string,
  key: string,
  on?: Queryable,
): Promise<{ version: number; stored: StoredFigures | null }> {
  const row = await first(find(evaluationId, key), on);
  const { version = 0, votesVersion, body, tookMs } = row ?? {};
  const isThere = votesVersion != null && body != null && tookMs != null;
  return { version, stored: isThere ? { votesVersion, body, tookMs } : null };
}

const write = statement(
  "figures.write",
  {},
  (evaluationId: string, key: string, { votesVersion, body, tookMs }: StoredFigures) => sql`
    INSERT INTO evaluation_figures AS f (evaluation_id, query, votes_version, body, took_ms)
    VALUES (${evaluationId}, ${key}, ${votesVersion}::int, ${body}, ${tookMs}::int)
    ON CONFLICT (evaluation_id, query) DO UPDATE SET votes_version = excluded.votes_version, body = excluded.body,
      took_ms = excluded.took_ms, created_at = now() WHERE f.votes_version <= excluded.votes_version`,
);

/** Keeps figures; those of older votes never take the place of newer ones. */
export async function writeFigures(
  tx: Queryable,
  evaluationId: string,
  key: string,
  figures: StoredFigures,
): Promise<void> {
  await execute(write(evaluationId, key, figures), tx);
}

export type FiguresNews = { id: string; votesVersion: number; computed: number };

const listNews = statement(
  "figures.listNews",
  { id: text, votesVersion: int, computed: float },
  (evaluationIds: string[]) => sql`
    SELECT e.id, coalesce(v.version, 0) AS "votesVersion", coalesce(f.computed, 0)::float8 AS computed
    FROM unnest(${evaluationIds}::text[]) AS e (id) LEFT JOIN evaluation_votes v ON v.evaluation_id = e.id
      LEFT JOIN LATERAL (SELECT extract(epoch FROM max(created_at)) * 1000 AS computed FROM evaluation_figures
        WHERE evaluation_id = e.id) f ON true`,
);

/** Of each evaluation the version of its votes, and a number that changes with each set of figures that was computed. */
export function readFiguresNews(evaluationIds: string[]): Promise<FiguresNews[]> {
  if (evaluationIds.length === 0) return Promise.resolve([]);
  return all(listNews(evaluationIds));
}
