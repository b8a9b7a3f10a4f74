import { type Guideline, type GuidelineText, guidelineTextSchema } from "@/lib/domain/review/guideline";
import { all, execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { columns, type InJson, json, type RowOf, text } from "../door/row";
import { statement } from "../door/statement";
import { type PageOf, type PageQuery, placeAfter, toPage } from "../page";
import type { Queryable } from "../sql";

const guideline = columns("Guideline", "g", "queueId", "version", "text", "reasons", "fields", "createdAt");
/** Of `guideline g` and its `"user" u`. */
export const guidelineColumns = sql`${guideline}, u.name AS "personName"`;
export const guidelineShape = {
  ...guideline.row,
  reasons: json(guidelineTextSchema.shape.reasons),
  fields: json(guidelineTextSchema.shape.fields),
  personName: text,
};

type NewGuideline = GuidelineText & { queueId: string; version: number; personId: string };

const insert = statement(
  "guidelines.insert",
  {},
  ({ queueId, version, text, reasons, fields, personId }: NewGuideline) => sql`
    INSERT INTO guideline (queue_id, version, text, reasons, fields, person_id)
    VALUES (${queueId}, ${version}, ${text}, ${JSON.stringify(reasons)}, ${JSON.stringify(fields)}, ${personId})`,
);

export async function insertGuideline(tx: Queryable, guideline: NewGuideline): Promise<void> {
  await execute(insert(guideline), tx);
}

const raiseVersion = statement(
  "guidelines.raiseVersion",
  {},
  (queueId: string, basedOn: number) => sql`
    UPDATE review_queue SET guideline_version = guideline_version + 1
    WHERE id = ${queueId} AND guideline_version = ${basedOn}`,
);

/** Counts the queue on to the version after `basedOn`; false when somebody did that already. */
export async function raiseGuidelineVersion(tx: Queryable, queueId: string, basedOn: number): Promise<boolean> {
  return (await execute(raiseVersion(queueId, basedOn), tx)) === 1;
}

const list = statement(
  "guidelines.list",
  guidelineShape,
  (queueId: string, before: string | null, limit: number) => sql`
    SELECT ${guidelineColumns} FROM guideline g JOIN "user" u ON u.id = g.person_id
    WHERE g.queue_id = ${queueId} AND (${before}::int IS NULL OR g.version < ${before}::int)
    ORDER BY g.version DESC LIMIT ${limit}::int`,
);

/** Newest first. */
export async function listGuidelines(queueId: string, { cursor, limit }: PageQuery): Promise<PageOf<Guideline>> {
  const rows = await all(list(queueId, placeAfter(cursor, "int")[0], limit + 1));
  const { items, nextCursor } = toPage(rows, limit, ({ version }) => [version, queueId]);
  return { items: items.map(toGuideline), nextCursor };
}

const find = statement(
  "guidelines.find",
  guidelineShape,
  (queueId: string, version: number) => sql`
    SELECT ${guidelineColumns} FROM guideline g JOIN "user" u ON u.id = g.person_id
    WHERE g.queue_id = ${queueId} AND g.version = ${version}`,
);

export async function findGuideline(queueId: string, version: number, on?: Queryable): Promise<Guideline | null> {
  const row = await first(find(queueId, version), on);
  return row && toGuideline(row);
}

type Row = RowOf<typeof guidelineShape>;

export function toGuideline({ createdAt, ...row }: Row | InJson<Row>): Guideline {
  return { ...row, createdAt: new Date(createdAt).toISOString() };
}
