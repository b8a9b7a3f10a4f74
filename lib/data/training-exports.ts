import { auditSchema } from "@/lib/domain/training/audit";
import {
  auditName,
  type ExportCounts,
  type ExportedFile,
  exportCountsSchema,
  exportedFileSchema,
} from "@/lib/domain/training/manifest";
import { type Recipe, recipeSchema } from "@/lib/domain/training/recipe";
import { type Stretches, stretchesSchema } from "@/lib/domain/training/stretch";
import {
  type AuditedExport,
  type ExportDownload,
  type ExportPlan,
  exportPlanSchema,
  exportStem,
  type TrainingExport,
} from "@/lib/domain/training/training-export";
import { all, execute, first } from "./door/execute";
import { sql } from "./door/fragment";
import { bigint, columns, int, json, made, orNull, type RowOf, text } from "./door/row";
import { statement } from "./door/statement";
import { joinLastJob, lastJobColumns, lastJobOf, lastJobShape } from "./jobs/last-job";
import { type PageOf, placeAfter, toPage } from "./page";
import type { Queryable } from "./sql";

const row = columns("TrainingExport", "e", "id", "personId", "createdAt", "finishedAt");
const filesSchema = exportedFileSchema.array();
const shape = {
  ...row.row,
  recipe: json(recipeSchema),
  counts: orNull(json(exportCountsSchema)),
  files: orNull(json(filesSchema)),
  snapshots: made<TrainingExport["snapshots"]>(),
  personName: text,
  downloads: int,
  ...lastJobShape,
};
const selected = sql`SELECT ${row}, e.recipe, e.counts, e.files, u.name AS "personName",
    (SELECT count(*)::int FROM export_download x WHERE x.export_id = e.id) AS downloads,
    coalesce((SELECT json_agg(json_build_object('id', s.id, 'dataSetId', s.data_set_id, 'dataSetName', t.name, 'number', s.number,
        'dialogues', s.dialogues) ORDER BY p.place)
      FROM jsonb_array_elements(e.recipe -> 'parts') WITH ORDINALITY AS p (part, place)
      JOIN snapshot s ON s.id = p.part ->> 'snapshotId' JOIN data_set t ON t.id = s.data_set_id), '[]') AS snapshots,
    ${lastJobColumns}
  FROM training_export e JOIN "user" u ON u.id = e.person_id
  ${joinLastJob("training_export", sql`e.id`)}`;

type Place = {
  at: string | null;
  id: string | null;
  limit: number;
  snapshotId: string | null;
  /** Whoever is named an exporter of every data set that it takes dialogues from; null = whoever leads. */
  exporterId: string | null;
};
const list = statement(
  "trainingExports.list",
  shape,
  ({ at, id, limit, snapshotId, exporterId }: Place) => sql`
    ${selected} WHERE (${at}::timestamptz IS NULL OR (e.created_at, e.id) < (${at}::timestamptz, ${id}::text))
      AND (${snapshotId}::text IS NULL
        OR e.recipe -> 'parts' @> jsonb_build_array(jsonb_build_object('snapshotId', ${snapshotId}::text)))
      AND (${exporterId}::text IS NULL OR NOT EXISTS (SELECT FROM jsonb_array_elements(e.recipe -> 'parts') AS p (part)
        WHERE NOT EXISTS (SELECT FROM snapshot s JOIN data_set_member x ON x.data_set_id = s.data_set_id
          WHERE s.id = p.part ->> 'snapshotId' AND x.person_id = ${exporterId}::text AND 'exporter' = ANY (x.roles))))
    ORDER BY e.created_at DESC, e.id DESC LIMIT ${limit}`,
);

type Asked = { cursor?: string; limit: number; snapshot?: string; exporterId: string | null };

/** Newest first; of one snapshot, or of all. */
export async function listTrainingExports({
  cursor,
  limit,
  snapshot,
  exporterId,
}: Asked): Promise<PageOf<TrainingExport>> {
  const [at, id] = placeAfter(cursor, "moment");
  const rows = await all(list({ at, id, limit: limit + 1, snapshotId: snapshot ?? null, exporterId }));
  const { items, nextCursor } = toPage(rows, limit, ({ createdAt, id }) => [createdAt, id]);
  return { items: items.map(toExport), nextCursor };
}

const find = statement(
  "trainingExports.find",
  { ...shape, audit: orNull(text) },
  (id: string) => sql`SELECT w.*, (SELECT x.kept ->> ${auditName} FROM training_export x WHERE x.id = w.id) AS audit
    FROM (${selected} WHERE e.id = ${id}) w`,
);

export async function findTrainingExport(id: string): Promise<AuditedExport | null> {
  const found = await first(find(id));
  if (!found) return null;
  const { audit, ...kept } = found;
  return Object.assign(toExport(kept), { audit: audit === null ? null : auditSchema.parse(JSON.parse(audit)) });
}

function toExport({ personId, personName, jobId, jobStatus, jobError, ...kept }: RowOf<typeof shape>): TrainingExport {
  return {
    ...kept,
    archiveName: `${exportStem(kept)}.tar`,
    createdBy: { id: personId, name: personName },
    createdAt: kept.createdAt.toISOString(),
    finishedAt: kept.finishedAt?.toISOString() ?? null,
    job: lastJobOf({ jobId, jobStatus, jobError }),
  };
}

const insert = statement(
  "trainingExports.insert",
  {},
  (id: string, recipe: Recipe, personId: string) => sql`
    INSERT INTO training_export (id, recipe, person_id) VALUES (${id}, ${recipe}::jsonb, ${personId})`,
);

export async function insertTrainingExport(
  tx: Queryable,
  { id, recipe, personId }: { id: string; recipe: Recipe; personId: string },
): Promise<void> {
  await execute(insert(id, recipe, personId), tx);
}

export type MadeExport = {
  plan: ExportPlan;
  counts: ExportCounts;
  files: ExportedFile[];
  stretches: Stretches;
  /** The texts of files that are not made anew, by name. */
  kept: Record<string, string>;
  manifest: string;
  signature: string;
};

const finish = statement(
  "trainingExports.finish",
  {},
  (id: string, { plan, counts, files, stretches, kept, manifest, signature }: MadeExport) => sql`
    UPDATE training_export e SET plan = ${JSON.stringify(plan)}::jsonb, counts = ${counts}::jsonb,
      files = ${JSON.stringify(files)}::jsonb, stretches = ${stretches}::jsonb, kept = ${kept}::jsonb, manifest = ${manifest}, signature = ${signature}, finished_at = now()
    WHERE e.id = ${id} AND e.finished_at IS NULL`,
);

/** Writes down what came of the recipe, once. */
export async function finishTrainingExport(tx: Queryable, id: string, found: MadeExport): Promise<void> {
  await execute(finish(id, found), tx);
}

const findMade = statement(
  "trainingExports.findMade",
  {
    plan: orNull(json(exportPlanSchema)),
    stretches: orNull(json(stretchesSchema)),
    kept: orNull(made<MadeExport["kept"]>()),
    manifest: orNull(text),
    signature: orNull(text),
  },
  (id: string) =>
    sql`SELECT e.plan, e.stretches, e.kept, e.manifest, e.signature FROM training_export e WHERE e.id = ${id}`,
);

/** What its files are made from, beside the recipe; null until its job is through. */
export async function findMadeExport(id: string): Promise<Omit<MadeExport, "counts" | "files"> | null> {
  const found = await first(findMade(id));
  if (!found) return null;
  const { plan, stretches, kept, manifest, signature } = found;
  const isMade = plan !== null && kept !== null && manifest !== null && signature !== null;
  return isMade ? { plan, stretches: stretches ?? {}, kept, manifest, signature } : null;
}

const download = columns("ExportDownload", "x", "id", "fileName", "createdAt", "personId");
const listDownloads = statement(
  "trainingExports.downloads",
  { ...download.row, fromByte: bigint, personName: text, destination: orNull(text) },
  (exportId: string, { at, id, limit }: Pick<Place, "at" | "id" | "limit">) => sql`
    SELECT ${download}, x.from_byte AS "fromByte", u.name AS "personName",
      (SELECT d.name FROM export_push p JOIN destination d ON d.id = p.destination_id WHERE p.id = x.push_id) AS destination
    FROM export_download x JOIN "user" u ON u.id = x.person_id
    WHERE x.export_id = ${exportId}
      AND (${at}::timestamptz IS NULL OR (x.created_at, x.id) < (${at}::timestamptz, ${id}::text))
    ORDER BY x.created_at DESC, x.id DESC LIMIT ${limit}`,
);

/** Who took which of its files, newest first. */
export async function listExportDownloads(
  exportId: string,
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<PageOf<ExportDownload>> {
  const [at, id] = placeAfter(cursor, "moment");
  const rows = await all(listDownloads(exportId, { at, id, limit: limit + 1 }));
  const { items, nextCursor } = toPage(rows, limit, ({ createdAt, id }) => [createdAt, id]);
  return {
    items: items.map(({ personId, personName, createdAt, fromByte, ...kept }) => ({
      ...kept,
      fromByte: Number(fromByte),
      person: { id: personId, name: personName },
      createdAt: createdAt.toISOString(),
    })),
    nextCursor,
  };
}

type NewDownload = {
  id: string;
  exportId: string;
  fileName: string;
  fromByte: number;
  personId: string;
  pushId?: string;
};
const insertDownload = statement(
  "trainingExports.insertDownload",
  {},
  ({ id, exportId, fileName, fromByte, personId, pushId }: NewDownload) => sql`
    INSERT INTO export_download (id, export_id, file_name, from_byte, person_id, push_id)
    VALUES (${id}, ${exportId}, ${fileName}, ${fromByte}::bigint, ${personId}, ${pushId})`,
);

/** `pushId`: it is taken to be pushed somewhere. */
export async function noteDownload(given: NewDownload, tx?: Queryable): Promise<void> {
  await execute(insertDownload(given), tx);
}
