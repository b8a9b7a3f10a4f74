import {
  type Lost,
  lostSchema,
  type Ruling,
  type RulingAct,
  type RulingSubject,
  rulingSubjectSchema,
} from "@/lib/domain/judging/ruling";
import { all, execute, first } from "../door/execute";
import { type Fragment, sql } from "../door/fragment";
import { columns, float, int, json, orNull, text, word } from "../door/row";
import { statement } from "../door/statement";
import { type PageOf, type PageQuery, placeAfter, toPage } from "../page";
import type { Queryable } from "../sql";

type New = {
  id: string;
  evaluationId: string;
  subject: RulingSubject;
  subjectId: string;
  name: string;
  act: RulingAct;
  reason: string;
  lost: Lost | null;
  personId: string;
};

const insert = statement(
  "rulings.insert",
  {},
  ({ subject, subjectId, ...ruling }: New) => sql`
    INSERT INTO ruling (id, evaluation_id, subject, rater_id, source_id, name, act, reason, lost, person_id)
    VALUES (${ruling.id}, ${ruling.evaluationId}, ${subject}, ${subject === "rater" ? subjectId : null}::text,
      ${subject === "rater" ? null : subjectId}::text, ${ruling.name}, ${ruling.act}, ${ruling.reason},
      ${ruling.lost}::jsonb, ${ruling.personId})`,
);

export async function insertRuling(tx: Queryable, ruling: New): Promise<void> {
  await execute(insert(ruling), tx);
}

const ruling = columns("Ruling", "r", "id", "subject", "name", "act", "reason", "lost", "personId", "createdAt");

const list = statement(
  "rulings.list",
  {
    ...ruling.row,
    subject: word<RulingSubject>(),
    act: word<RulingAct>(),
    lost: orNull(json(lostSchema)),
    subjectId: text,
    personName: text,
  },
  (evaluationId: string, [at, id]: [string, string] | [null, null], limit: number) => sql`
    SELECT ${ruling}, coalesce(r.rater_id, r.source_id) AS "subjectId", u.name AS "personName"
    FROM ruling r JOIN "user" u ON u.id = r.person_id
    WHERE r.evaluation_id = ${evaluationId}
      AND (${at}::timestamptz IS NULL OR (r.created_at, r.id) < (${at}::timestamptz, ${id}::text))
    ORDER BY r.created_at DESC, r.id DESC LIMIT ${limit}::int`,
  { examples: [["e", [null, null], 1]] },
);

/** What leads decided in an evaluation, newest first. */
export async function listRulings(evaluationId: string, { cursor, limit }: PageQuery): Promise<PageOf<Ruling>> {
  const rows = await all(list(evaluationId, placeAfter(cursor, "moment"), limit + 1));
  const { items, nextCursor } = toPage(rows, limit, ({ createdAt, id }) => [createdAt, id]);
  return {
    items: items.map(({ personId, personName, createdAt, ...row }) => {
      return { ...row, person: { id: personId, name: personName }, createdAt: createdAt.toISOString() };
    }),
    nextCursor,
  };
}

/** Ids of whom the last ruling leaves out, or left out at a moment: raters, judges' runs and imports alike, and the evaluation itself for open names. */
export function leftOutOf(evaluationId: Fragment, until = sql`'infinity'::timestamptz`): Fragment {
  return sql`ARRAY(SELECT x.id FROM (
    SELECT DISTINCT ON (r.subject, coalesce(r.rater_id, r.source_id)) coalesce(r.rater_id, r.source_id) AS id, r.act
    FROM ruling r WHERE r.evaluation_id = ${evaluationId} AND r.created_at <= ${until}
    ORDER BY r.subject, coalesce(r.rater_id, r.source_id), r.created_at DESC, r.id DESC) x WHERE x.act = 'leave_out')`;
}

const listInForce = statement(
  "rulings.listInForce",
  { subject: word<RulingSubject>(), id: text, name: text, reason: text, act: word<RulingAct>() },
  (evaluationId: string) => sql`
    SELECT DISTINCT ON (r.subject, coalesce(r.rater_id, r.source_id)) r.subject, coalesce(r.rater_id, r.source_id) AS id,
      r.name, r.reason, r.act
    FROM ruling r WHERE r.evaluation_id = ${evaluationId}
    ORDER BY r.subject, coalesce(r.rater_id, r.source_id), r.created_at DESC, r.id DESC`,
);

/** Who is left out of the figures, and why. */
export type LeftOut = { subject: RulingSubject; id: string; name: string; reason: string };

export async function listLeftOut(evaluationId: string, on?: Queryable): Promise<LeftOut[]> {
  const rows = await all(listInForce(evaluationId), on);
  return rows.filter(({ act }) => act === "leave_out").map(({ act: _, ...row }) => row);
}

type Subject = { subject: RulingSubject; subjectId: string };

const find = statement(
  "rulings.findSubject",
  { name: text, judgments: int, votes: int, cost: float },
  (evaluationId: string, { subject, subjectId }: Subject) => {
    if (subject === "rater")
      return sql`
        SELECT u.name, 0 AS judgments, count(*)::int AS votes, 0::float8 AS cost
        FROM ballot b JOIN "user" u ON u.id = b.person_id
        WHERE b.evaluation_id = ${evaluationId} AND b.person_id = ${subjectId} AND b.status IN ('voted', 'late')
        GROUP BY u.id`;
    if (subject === "open_names")
      return sql`
        SELECT 'votes on texts that may name a model' AS name, 0 AS judgments, 0 AS votes, 0::float8 AS cost
        FROM evaluation e WHERE e.id = ${evaluationId} AND e.id = ${subjectId}`;
    if (subject === "judge_run")
      return sql`
        SELECT p.judge AS name, count(j.id) FILTER (WHERE j.status <> 'waiting')::int AS judgments, 0 AS votes,
          coalesce(sum(j.cost), 0)::float8 AS cost
        FROM judge_run p LEFT JOIN judgment j ON j.judge_run_id = p.id
        WHERE p.evaluation_id = ${evaluationId} AND p.id = ${subjectId} GROUP BY p.id`;
    return sql`
      SELECT i.file_name AS name, (SELECT count(*)::int FROM judgment j WHERE j.import_id = i.id) AS judgments,
        (SELECT count(*)::int FROM imported_vote v WHERE v.import_id = i.id) AS votes, 0::float8 AS cost
      FROM judging_import i WHERE i.evaluation_id = ${evaluationId} AND i.id = ${subjectId}`;
  },
  { examples: rulingSubjectSchema.options.map((subject) => ["e", { subject, subjectId: "s" }]) },
);

/** Whose votes they are and how many, as it stands in this evaluation; null where nobody of the kind voted or judged. */
export async function findSubject(
  tx: Queryable,
  evaluationId: string,
  subject: Subject,
): Promise<(Lost & { name: string }) | null> {
  return first(find(evaluationId, subject), tx);
}
