import type { Gap, GapFindings, GapOrder, GapSide, GapTurns } from "@/lib/domain/statistics/gap";
import { gapFindingsSchema } from "@/lib/domain/statistics/gap";
import { all, execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { columns, int, json, made, orNull, type RowOf, text, texts, word } from "../door/row";
import { statement } from "../door/statement";
import { joinLastJob, lastJobColumns, lastJobOf, lastJobShape } from "../jobs/last-job";
import { type PageOf, type PageQuery, placeAfter, toPage } from "../page";
import type { Queryable } from "../sql";

const row = columns("Gap", "g", "id", "personId", "createdAt", "finishedAt", "modelId");
const shape = {
  ...row.row,
  turns: word<GapTurns>(),
  personName: text,
  peopleId: text,
  simulatedId: text,
  peopleName: text,
  simulatedName: text,
  modelName: orNull(text),
  summary: orNull(made<NonNullable<Gap["summary"]>>()),
  ...lastJobShape,
};
const numberOf = (verdict: "missed" | "invented") =>
  sql`jsonb_array_length(jsonb_path_query_array(g.findings, ${`$.clusters[*] ? (@.verdict == "${verdict}")`}::jsonpath))`;
const selected = sql`SELECT ${row}, g.turns, u.name AS "personName", m.name AS "modelName", ${lastJobColumns},
    g.people_id AS "peopleId", g.simulated_id AS "simulatedId",
    pd.name || ', No. ' || ps.number AS "peopleName", sd.name || ', No. ' || ss.number AS "simulatedName",
    CASE WHEN g.findings IS NOT NULL THEN json_build_object('bits', g.findings -> 'divergence' -> 'bits',
      'missed', ${numberOf("missed")}, 'invented', ${numberOf("invented")},
      'clusters', jsonb_array_length(g.findings -> 'clusters')) END AS summary
  FROM gap g JOIN "user" u ON u.id = g.person_id LEFT JOIN model m ON m.id = g.model_id
  JOIN snapshot ps ON ps.id = g.people_id JOIN data_set pd ON pd.id = ps.data_set_id
  JOIN snapshot ss ON ss.id = g.simulated_id JOIN data_set sd ON sd.id = ss.data_set_id
  ${joinLastJob("gap", sql`g.id`)}`;

const list = statement(
  "gaps.list",
  shape,
  ({ at, id, limit }: { at: string | null; id: string | null; limit: number }) => sql`
    ${selected} WHERE ${at}::timestamptz IS NULL OR (g.created_at, g.id) < (${at}::timestamptz, ${id}::text)
    ORDER BY g.created_at DESC, g.id DESC LIMIT ${limit}`,
);

/** Newest first. */
export async function listGaps({ cursor, limit }: PageQuery): Promise<PageOf<Gap>> {
  const [at, id] = placeAfter(cursor, "moment");
  const rows = await all(list({ at, id, limit: limit + 1 }));
  const { items, nextCursor } = toPage(rows, limit, ({ createdAt, id }) => [createdAt, id]);
  return { items: items.map(toGap), nextCursor };
}

const find = statement(
  "gaps.find",
  { ...shape, findings: orNull(json(gapFindingsSchema)) },
  (id: string) => sql`SELECT f.*, x.findings FROM (${selected} WHERE g.id = ${id}) f JOIN gap x ON x.id = f.id`,
);

export async function findGap(id: string): Promise<{ gap: Gap; findings: GapFindings | null } | null> {
  const found = await first(find(id));
  return found && { gap: toGap(found), findings: found.findings };
}

function toGap(found: RowOf<typeof shape>): Gap {
  const { id, turns, personId, personName, peopleId, peopleName, simulatedId, simulatedName, createdAt } = found;
  return {
    id,
    turns,
    summary: found.summary,
    people: { id: peopleId, name: peopleName },
    simulated: { id: simulatedId, name: simulatedName },
    vectoriser: found.modelName ?? "the studio's own",
    createdBy: { id: personId, name: personName },
    createdAt: createdAt.toISOString(),
    finishedAt: found.finishedAt?.toISOString() ?? null,
    job: lastJobOf(found),
  };
}

const insert = statement(
  "gaps.insert",
  {},
  (id: string, personId: string, { peopleId, simulatedId, modelId, turns, clusters }: GapOrder) => sql`
    INSERT INTO gap (id, people_id, simulated_id, model_id, turns, clusters, person_id)
    VALUES (${id}, ${peopleId}, ${simulatedId}, ${modelId}, ${turns}, ${clusters}::int, ${personId})`,
);

export async function insertGap(tx: Queryable, id: string, personId: string, order: GapOrder): Promise<void> {
  await execute(insert(id, personId, order), tx);
}

const findOrder = statement(
  "gaps.findOrder",
  {
    ...columns("Gap", "g", "peopleId", "simulatedId", "modelId").row,
    turns: word<GapTurns>(),
    clusters: orNull(int),
    total: int,
  },
  (id: string) => sql`
    SELECT g.people_id AS "peopleId", g.simulated_id AS "simulatedId", g.model_id AS "modelId", g.turns, g.clusters,
      p.dialogues + s.dialogues AS total
    FROM gap g JOIN snapshot p ON p.id = g.people_id JOIN snapshot s ON s.id = g.simulated_id WHERE g.id = ${id}`,
);

/** What was asked for, and how many dialogues that is in both snapshots. */
export async function findGapOrder(id: string): Promise<{ order: GapOrder; total: number } | null> {
  const found = await first(findOrder(id));
  if (!found) return null;
  const { total, ...order } = found;
  return { order, total };
}

type Members = { turns: readonly { turnId: string }[]; dialogueIds: readonly string[] };
export type FoundGap = { findings: GapFindings; members: Record<GapSide, readonly Members[]> };

const writeFindings = statement(
  "gaps.write",
  {},
  (id: string, findings: string) =>
    sql`UPDATE gap SET findings = ${findings}::jsonb, finished_at = now() WHERE id = ${id}`,
);
const forgetMembers = statement(
  "gaps.forgetMembers",
  {},
  (id: string) => sql`DELETE FROM gap_cluster WHERE gap_id = ${id}`,
);
const writeMembers = statement(
  "gaps.writeMembers",
  {},
  (id: string, cluster: number, side: GapSide, turnIds: string[], dialogueIds: string[]) => sql`
    INSERT INTO gap_cluster (gap_id, cluster, side, turn_ids, dialogue_ids)
    VALUES (${id}, ${cluster}::int, ${side}, ${turnIds}::text[], ${dialogueIds}::text[])`,
);

/** Keeps what was found, all of it at once. */
export async function writeGap(tx: Queryable, id: string, { findings, members }: FoundGap): Promise<void> {
  await execute(writeFindings(id, JSON.stringify(findings)), tx);
  await execute(forgetMembers(id), tx);
  for (const side of ["people", "simulated"] as const)
    for (const [cluster, { turns, dialogueIds }] of members[side].entries()) {
      const turnIds = turns.map(({ turnId }) => turnId);
      await execute(writeMembers(id, cluster, side, turnIds, [...dialogueIds]), tx);
    }
}

const findDialogues = statement(
  "gaps.findDialogues",
  { dialogueIds: texts },
  (id: string, cluster: number, side: GapSide) => sql`
    SELECT c.dialogue_ids AS "dialogueIds" FROM gap_cluster c
    WHERE c.gap_id = ${id} AND c.cluster = ${cluster}::int AND c.side = ${side}`,
);

/** The dialogues that one side has in a cluster; null where there is no such cluster. */
export async function findClusterDialogues(id: string, cluster: number, side: GapSide): Promise<string[] | null> {
  return (await first(findDialogues(id, cluster, side)))?.dialogueIds ?? null;
}

const findTexts = statement(
  "gaps.findTexts",
  { text },
  (id: string, cluster: number, side: GapSide) => sql`
    SELECT t.text FROM gap_cluster c CROSS JOIN LATERAL unnest(c.turn_ids) WITH ORDINALITY AS n (id, place)
    JOIN turn t ON t.id = n.id
    WHERE c.gap_id = ${id} AND c.cluster = ${cluster}::int AND c.side = ${side} ORDER BY n.place`,
);

/** What one side says in a cluster, the nearest to its middle first, each text once. */
export async function findClusterTexts(id: string, cluster: number, side: GapSide): Promise<string[]> {
  return [...new Set((await all(findTexts(id, cluster, side))).map(({ text }) => text.trim()))].filter(Boolean);
}
