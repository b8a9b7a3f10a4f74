import { newId } from "@/lib/base/ids";
import type { Alert, AlertMeasure, AlertRule, WatchedFigure } from "@/lib/domain/statistics/alert";
import { all, execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { columns, float, orNull, type RowOf, text, word } from "../door/row";
import { statement } from "../door/statement";
import { type PageOf, type PageQuery, placeAfter, toPage } from "../page";
import { acrossProjects } from "../project-at-work";
import { type Queryable, transaction } from "../sql";

const row = columns(
  "Alert",
  "a",
  "id",
  "value",
  "counted",
  "paused",
  "runId",
  "queueId",
  "raisedAt",
  "overAt",
  "seenAt",
);
const shape = {
  ...row.row,
  measure: word<AlertMeasure>(),
  limit: float,
  subjectName: text,
  personId: orNull(text),
  personName: orNull(text),
};
type Place = { at: string | null; id: string | null; limit: number };
const list = statement(
  "alerts.list",
  shape,
  ({ at, id, limit }: Place) => sql`
    SELECT ${row}, l.measure, l.limit_at AS "limit", coalesce(r.name, q.name, '') AS "subjectName", a.person_id AS "personId",
      u.name AS "personName"
    FROM alert a JOIN alert_rule l ON l.id = a.rule_id LEFT JOIN run r ON r.id = a.run_id
      LEFT JOIN review_queue q ON q.id = a.queue_id LEFT JOIN "user" u ON u.id = a.person_id
    WHERE ${at}::timestamptz IS NULL OR (a.raised_at, a.id) < (${at}::timestamptz, ${id}::text)
    ORDER BY a.raised_at DESC, a.id DESC LIMIT ${limit}`,
);

/** What rules were broken, the newest first; those that are over, too. */
export async function listAlerts({ cursor, limit }: PageQuery): Promise<PageOf<Alert>> {
  const [at, id] = placeAfter(cursor, "moment");
  const rows = await all(list({ at, id, limit: limit + 1 }));
  const { items, nextCursor } = toPage(rows, limit, ({ raisedAt, id }) => [raisedAt, id]);
  return { items: items.map(toAlert), nextCursor };
}

function toAlert({ runId, queueId, subjectName, personId, personName, seenAt, ...kept }: RowOf<typeof shape>): Alert {
  const [kind, id] = runId === null ? (["queue", queueId ?? ""] as const) : (["run", runId] as const);
  const by = { id: personId ?? "", name: personName ?? "" };
  return {
    ...kept,
    subject: { kind, id, name: subjectName },
    raisedAt: kept.raisedAt.toISOString(),
    overAt: kept.overAt?.toISOString() ?? null,
    seen: seenAt && { by, at: seenAt.toISOString() },
  };
}

const listOpen = statement(
  "alerts.listOpen",
  { ruleId: text, subjectId: text },
  () => sql`
    SELECT a.rule_id AS "ruleId", coalesce(a.run_id, a.queue_id) AS "subjectId" FROM alert a WHERE a.over_at IS NULL`,
);

/** Alerts that are not over. */
export function listOpenAlerts(): Promise<{ ruleId: string; subjectId: string }[]> {
  return all(listOpen());
}

const see = statement(
  "alerts.see",
  {},
  (id: string, personId: string) => sql`
    UPDATE alert SET person_id = ${personId}, seen_at = now() WHERE id = ${id} AND seen_at IS NULL`,
);

/** Writes down who took note of an alert; the first stays. */
export async function seeAlert(id: string, personId: string): Promise<void> {
  await execute(see(id, personId));
}

const watching = statement(
  "alerts.projectsThatWatch",
  { projectId: text },
  () => sql`
    SELECT DISTINCT r.project_id AS "projectId" FROM alert_rule r JOIN project p ON p.id = r.project_id
    WHERE r.removed_at IS NULL AND p.archived_at IS NULL AND p.deleted_at IS NULL`,
);

/** Projects in which a lead wants to be told of something. For workers. */
export async function projectsThatWatch(): Promise<string[]> {
  return (await acrossProjects(() => all(watching()))).map(({ projectId }) => projectId);
}

const exampleFigures = (["run", "queue"] as const).map(
  (kind): WatchedFigure => ({ measure: "rejects", subject: { kind, id: "s" }, value: 0.5, counted: 9 }),
);
const raise = statement(
  "alerts.raise",
  { id: text },
  (id: string, ruleId: string, { subject, value, counted }: WatchedFigure) => sql`
    INSERT INTO alert (id, rule_id, run_id, queue_id, value, counted, paused)
    VALUES (${id}, ${ruleId}, ${subject.kind === "run" ? subject.id : null}, ${subject.kind === "queue" ? subject.id : null},
      ${value}, ${counted}, false)
    ON CONFLICT (rule_id, coalesce(run_id, queue_id)) WHERE over_at IS NULL DO NOTHING RETURNING id`,
  {
    examples: exampleFigures.map((figure) => ["alt", "rule", figure]),
  },
);

const pauseRun = statement(
  "alerts.pauseRun",
  {},
  (id: string, detail: string) => sql`
    UPDATE run SET status = 'paused', status_detail = ${detail} WHERE id = ${id} AND status = 'running'`,
);
const pauseQueue = statement(
  "alerts.pauseQueue",
  {},
  (id: string) => sql`UPDATE review_queue SET status = 'paused' WHERE id = ${id} AND status = 'open'`,
);
const note = statement("alerts.notePause", {}, (id: string) => sql`UPDATE alert SET paused = true WHERE id = ${id}`);

/**
 * Raises an alert, once as long as it is not over, and pauses what broke the rule where that is wished: both or neither.
 * Whoever lets the run go on is not stopped again by the same alert.
 *
 * @returns whether the run or queue was paused by it; null when it was raised already
 */
export async function raiseAlert(
  rule: Pick<AlertRule, "id" | "pauses">,
  figure: WatchedFigure,
  detail: string,
): Promise<{ paused: boolean } | null> {
  return transaction(async (tx) => {
    const raised = await first(raise(newId("alert"), rule.id, figure), tx);
    if (!raised) return null;
    const paused = rule.pauses && (await pause(tx, figure, detail)) > 0;
    if (paused) await execute(note(raised.id), tx);
    return { paused };
  });
}

function pause(tx: Queryable, { subject }: WatchedFigure, detail: string): Promise<number> {
  return execute(subject.kind === "run" ? pauseRun(subject.id, detail) : pauseQueue(subject.id), tx);
}

const end = statement(
  "alerts.end",
  {},
  (ruleId: string, subjectId: string) => sql`
    UPDATE alert SET over_at = now()
    WHERE rule_id = ${ruleId} AND coalesce(run_id, queue_id) = ${subjectId} AND over_at IS NULL`,
);

/** An alert is over: the figure is back on the right side. */
export async function endAlert(ruleId: string, subjectId: string): Promise<void> {
  await execute(end(ruleId, subjectId));
}
