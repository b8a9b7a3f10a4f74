import type { DialogueFilter } from "@/lib/domain/dialogue-filter";
import { dialoguesOf } from "@/lib/domain/training/dialogues-of";
import { type Target, type TargetProgress, targetSchema } from "@/lib/domain/training/target";
import { filterForms, whereDialogues } from "../dialogue-filter";
import { all, execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { float, int, ints, json, orNull, text } from "../door/row";
import { statement } from "../door/statement";
import { prisma } from "../prisma";
import { findDataSet } from "../snapshots/data-sets";

const list = statement(
  "targets.list",
  { dataSetId: text, body: json(targetSchema) },
  () => sql`
    SELECT t.data_set_id AS "dataSetId", t.body FROM data_set_target t JOIN data_set s ON s.id = t.data_set_id
    WHERE s.archived_at IS NULL ORDER BY s.created_at, s.id LIMIT 20`,
);

/** Targets of data sets that are not archived. */
export function listTargets(): Promise<{ dataSetId: string; body: Target }[]> {
  return all(list());
}

const find = statement(
  "targets.find",
  { body: json(targetSchema) },
  (dataSetId: string) => sql`SELECT t.body FROM data_set_target t WHERE t.data_set_id = ${dataSetId}`,
);

export async function findTarget(dataSetId: string): Promise<Target | null> {
  return (await first(find(dataSetId)))?.body ?? null;
}

const write = statement(
  "targets.write",
  {},
  (dataSetId: string, target: Target, personId: string) => sql`
    INSERT INTO data_set_target (data_set_id, body, person_id) VALUES (${dataSetId}, ${target}::jsonb, ${personId})
    ON CONFLICT (data_set_id) DO UPDATE SET body = excluded.body, person_id = excluded.person_id, updated_at = now()`,
);

/** Sets what a data set is to have; null: nothing any more. */
export async function writeTarget(dataSetId: string, target: Target | null, personId: string): Promise<void> {
  if (target) await execute(write(dataSetId, target, personId));
  else await prisma.dataSetTarget.deleteMany({ where: { dataSetId } });
}

const count = statement(
  "targets.count",
  { dialogues: int, parts: ints },
  (filter: DialogueFilter, tags: string[]) => sql`
    WITH held AS MATERIALIZED (SELECT d.tags FROM dialogue d WHERE ${whereDialogues(filter)})
    SELECT (SELECT count(*) FROM held)::int AS dialogues, coalesce((
      SELECT array_agg((SELECT count(*) FROM held WHERE tag.name = ANY(held.tags))::int ORDER BY tag.at)
      FROM unnest(${tags}::text[]) WITH ORDINALITY AS tag (name, at)), '{}') AS parts`,
  { examples: (filterForms as DialogueFilter[]).map((filter) => [filter, ["a"]]) },
);

const findLikeness = statement(
  "targets.findLikeness",
  { snapshotId: orNull(text), number: orNull(int), auc: float },
  (dataSetId: string) => sql`
    SELECT f."snapshotId", f.number, (f.auc)::float8 AS auc FROM (
      SELECT s.id AS "snapshotId", s.number, c.body #>> '{likeness,found,heldOut,auc}' AS auc, c.created_at
      FROM snapshot s JOIN corpus_figures c ON c.snapshot_id = s.id WHERE s.data_set_id = ${dataSetId}
      UNION ALL
      SELECT NULL, NULL, c.body #>> '{likeness,found,heldOut,auc}', c.created_at
      FROM data_set_corpus c WHERE c.data_set_id = ${dataSetId}
    ) f WHERE f.auc IS NOT NULL ORDER BY f.created_at DESC LIMIT 1`,
);

/** How far a data set is from what it is to have; null where it is not there. */
export async function readTargetProgress(dataSetId: string, target: Target): Promise<TargetProgress | null> {
  const dataSet = await findDataSet(dataSetId);
  if (!dataSet) return null;
  const tags = target.parts.map(({ tag }) => tag);
  const [counted, likeness] = [await first(count(dialoguesOf(dataSet), tags)), await first(findLikeness(dataSetId))];
  return counted && { target, ...counted, likeness: likeness && toLikeness(likeness) };
}

function toLikeness({
  auc,
  snapshotId: id,
  number,
}: {
  auc: number;
  snapshotId: string | null;
  number: number | null;
}) {
  return { auc, snapshot: id === null || number === null ? null : { id, number } };
}
