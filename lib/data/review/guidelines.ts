import { type Guideline, type GuidelineText, guidelineTextSchema } from "@/lib/domain/review/guideline";
import { pool } from "../pool";
import { type Queryable, sql } from "../sql";

type GuidelineRow = Omit<Guideline, "createdAt"> & { createdAt: Date };

const selectGuidelines = `SELECT g.queue_id AS "queueId", g.version, g.text, g.reasons, g.fields,
  u.name AS "personName", g.created_at AS "createdAt" FROM guideline g JOIN "user" u ON u.id = g.person_id`;

type NewGuideline = GuidelineText & { queueId: string; version: number; personId: string };

export async function insertGuideline(tx: Queryable, guideline: NewGuideline): Promise<void> {
  const { queueId, version, text, reasons, fields, personId } = guideline;
  await sql(tx)`
    INSERT INTO guideline (queue_id, version, text, reasons, fields, person_id)
    VALUES (${queueId}, ${version}, ${text}, ${JSON.stringify(reasons)}, ${JSON.stringify(fields)}, ${personId})`;
}

/** Counts the queue on to the version after `basedOn`; false when somebody did that already. */
export async function raiseGuidelineVersion(tx: Queryable, queueId: string, basedOn: number): Promise<boolean> {
  const rows = await sql(tx)`
    UPDATE review_queue SET guideline_version = guideline_version + 1
    WHERE id = ${queueId} AND guideline_version = ${basedOn} RETURNING id`;
  return rows.length === 1;
}

/** Newest first. */
export async function listGuidelines(queueId: string): Promise<Guideline[]> {
  const { rows } = await pool().query<GuidelineRow>(
    `${selectGuidelines} WHERE g.queue_id = $1 ORDER BY g.version DESC`,
    [queueId],
  );
  return rows.map(toGuideline);
}

export async function findGuideline(
  queueId: string,
  version: number,
  on: Queryable = pool(),
): Promise<Guideline | null> {
  const { rows } = await on.query<GuidelineRow>(`${selectGuidelines} WHERE g.queue_id = $1 AND g.version = $2`, [
    queueId,
    version,
  ]);
  return rows[0] ? toGuideline(rows[0]) : null;
}

function toGuideline({ createdAt, text, reasons, fields, ...row }: GuidelineRow): Guideline {
  return { ...row, ...guidelineTextSchema.parse({ text, reasons, fields }), createdAt: createdAt.toISOString() };
}
