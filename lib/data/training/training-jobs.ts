import type { ExportPlan } from "@/lib/domain/training/training-export";
import { stepEventSchema, type TrainingFault } from "@/lib/domain/training-job/event";
import type { PlaceKind } from "@/lib/domain/training-job/place";
import { type TrainingSpec, trainingSpecSchema } from "@/lib/domain/training-job/spec";
import { type TrainingJob, type TrainingStatus, trainingOutcomeSchema } from "@/lib/domain/training-job/training-job";
import { all, execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { columns, int, json, made, orNull, type RowOf, text, word } from "../door/row";
import { statement } from "../door/statement";
import { lastJobColumns, lastJobOf, lastJobShape } from "../jobs/last-job";
import { type PageOf, placeAfter, toPage } from "../page";
import type { Queryable } from "../sql";

const row = columns("TrainingJob", "t", "id", "name", "attempt", "personId", "createdAt", "startedAt", "endedAt");
type Named = { id: string; name: string };
const shape = {
  ...row.row,
  spec: json(trainingSpecSchema),
  status: word<TrainingStatus>(),
  fault: orNull(word<TrainingFault>()),
  outcome: orNull(json(trainingOutcomeSchema)),
  place: orNull(made<Named & { kind: PlaceKind }>()),
  host: orNull(made<Named>()),
  takes: made<TrainingJob["takes"]>(),
  model: orNull(made<Named>()),
  last: orNull(json(stepEventSchema)),
  personName: text,
  ...lastJobShape,
};

/** How a training stands is what its last job says, so that the two never differ. */
const status = sql`CASE WHEN j.status = 'done' AND coalesce((j.result ->> 'isStopped')::bool, false) THEN 'stopped'
    WHEN j.status IN ('done', 'failed') THEN j.status WHEN j.status IS NULL OR j.status = 'cancelled' THEN 'stopped'
    WHEN t.stop_asked_at IS NOT NULL OR j.cancel_requested THEN 'stopping' ELSE coalesce(t.phase, 'waiting') END`;
const joinJob = sql`LEFT JOIN LATERAL (SELECT j.id, j.status, j.error, j.result, j.cancel_requested FROM job j
    WHERE j.kind IN ('training', 'host_training') AND j.subject_id = t.id ORDER BY j.created_at DESC, j.id DESC LIMIT 1) j ON true`;
const selected = sql`SELECT ${row}, t.spec, t.outcome, ${status} AS status, CASE WHEN j.status = 'failed' THEN t.fault END AS fault,
    u.name AS "personName", ${lastJobColumns},
    (SELECT json_build_object('id', p.id, 'name', p.name, 'kind', p.kind) FROM training_place p WHERE p.id = t.place_id) AS place,
    (SELECT json_build_object('id', h.id, 'name', h.name) FROM trainer_host h WHERE h.id = t.host_id) AS host,
    (SELECT json_build_object('id', m.id, 'name', m.name) FROM model m WHERE m.training_job_id = t.id ORDER BY m.created_at LIMIT 1) AS model,
    (SELECT e.body FROM training_event e WHERE e.training_job_id = t.id AND e.kind = 'step' ORDER BY e.step DESC LIMIT 1) AS last,
    coalesce((SELECT json_agg(json_build_object('part', x.part, 'snapshotId', s.id, 'dataSetId', d.id, 'dataSetName', d.name,
        'number', s.number, 'dialogues', x.dialogues) ORDER BY array_position(ARRAY['train', 'validation', 'test'], x.part), x.place)
      FROM training_job_snapshot x JOIN snapshot s ON s.id = x.snapshot_id JOIN data_set d ON d.id = s.data_set_id
      WHERE x.training_job_id = t.id), '[]') AS takes
  FROM training_job t JOIN "user" u ON u.id = t.person_id ${joinJob}`;

type Place = { at: string | null; id: string | null; limit: number };
const list = statement(
  "trainingJobs.list",
  shape,
  (snapshotId: string | null, { at, id, limit }: Place) => sql`
    ${selected} WHERE (${at}::timestamptz IS NULL OR (t.created_at, t.id) < (${at}::timestamptz, ${id}::text))
      AND (${snapshotId}::text IS NULL OR EXISTS (SELECT FROM training_job_snapshot y
        WHERE y.training_job_id = t.id AND y.snapshot_id = ${snapshotId}::text))
    ORDER BY t.created_at DESC, t.id DESC LIMIT ${limit}`,
);

/** Newest first; of one snapshot, or of all. */
export async function listTrainingJobs(query: {
  cursor?: string;
  limit: number;
  snapshot?: string;
}): Promise<PageOf<TrainingJob>> {
  const { cursor, limit, snapshot } = query;
  const [at, id] = placeAfter(cursor, "moment");
  const rows = await all(list(snapshot ?? null, { at, id, limit: limit + 1 }));
  const { items, nextCursor } = toPage(rows, limit, ({ createdAt, id }) => [createdAt, id]);
  return { items: items.map(toTrainingJob), nextCursor };
}

const find = statement("trainingJobs.find", shape, (id: string) => sql`${selected} WHERE t.id = ${id}`);

export async function findTrainingJob(id: string, on?: Queryable): Promise<TrainingJob | null> {
  const found = await first(find(id), on);
  return found && toTrainingJob(found);
}

function toTrainingJob({
  personId,
  personName,
  jobId,
  jobStatus,
  jobError,
  ...kept
}: RowOf<typeof shape>): TrainingJob {
  return {
    ...kept,
    error: jobStatus === "failed" ? jobError : null,
    job: lastJobOf({ jobId, jobStatus, jobError }),
    createdBy: { id: personId, name: personName },
    createdAt: kept.createdAt.toISOString(),
    startedAt: kept.startedAt?.toISOString() ?? null,
    endedAt: kept.endedAt?.toISOString() ?? null,
  };
}

type NewTrainingJob = { id: string; spec: TrainingSpec; personId: string };
const insert = statement(
  "trainingJobs.insert",
  {},
  ({ id, spec, personId }: NewTrainingJob) => sql`
    INSERT INTO training_job (id, name, spec, way, split_id, place_id, person_id)
    VALUES (${id}, ${spec.name}, ${spec}::jsonb, ${spec.way}, ${spec.splitId}, ${spec.placeId}, ${personId})`,
);

type Taken = { part: string; snapshotId: string; place: number; dialogues: number; positions: readonly number[] };
const insertTaken = statement(
  "trainingJobs.insertTaken",
  {},
  (id: string, { part, snapshotId, place, dialogues, positions }: Taken) => sql`
    INSERT INTO training_job_snapshot (training_job_id, part, snapshot_id, place, dialogues, positions)
    VALUES (${id}, ${part}, ${snapshotId}, ${place}::int, ${dialogues}::int, ${positions}::int[])`,
);

/** Writes down what is asked for and which dialogues it takes, so that what was learned from is known for good. */
export async function insertTrainingJob(
  tx: Queryable,
  { plan, sizeOf, ...given }: NewTrainingJob & { plan: ExportPlan; sizeOf: ReadonlyMap<string, number> },
): Promise<void> {
  await execute(insert(given), tx);
  for (const { part, from } of plan)
    for (const [i, { snapshotId, positions }] of from.entries()) {
      const dialogues = positions?.length ?? sizeOf.get(snapshotId) ?? 0;
      const taken = { part, snapshotId, place: i + 1, dialogues, positions: positions ?? [] };
      if (dialogues > 0) await execute(insertTaken(given.id, taken), tx);
    }
}

type PlanRow = { part: ExportPlan[number]["part"]; snapshotId: string; dialogues: number; positions: number[] };
const task = columns("TrainingJob", "t", "id", "name", "attempt", "personId", "placeId", "hostId", "stopAskedAt");
const taskShape = {
  ...task.row,
  spec: json(trainingSpecSchema),
  remote: made<Record<string, unknown>>(),
  outcome: orNull(json(trainingOutcomeSchema)),
  taken: made<PlanRow[]>(),
};
const findTask = statement(
  "trainingJobs.findTask",
  taskShape,
  (id: string) => sql`
    SELECT ${task}, t.spec, t.remote, t.outcome,
      coalesce((SELECT json_agg(json_build_object('part', x.part, 'snapshotId', x.snapshot_id, 'dialogues', x.dialogues,
          'positions', x.positions) ORDER BY array_position(ARRAY['train', 'validation', 'test'], x.part), x.place)
        FROM training_job_snapshot x WHERE x.training_job_id = t.id), '[]') AS taken
    FROM training_job t WHERE t.id = ${id}`,
);

/** A training as whoever does it needs it: what is asked for, which dialogues it takes, and what was remembered of it. */
export type TrainingTask = Omit<RowOf<typeof taskShape>, "taken"> & { plan: ExportPlan };

export async function findTrainingTask(id: string): Promise<TrainingTask | null> {
  const found = await first(findTask(id));
  if (!found) return null;
  const { taken, ...kept } = found;
  const plan: ExportPlan = [];
  for (const { part, snapshotId, dialogues, positions } of taken) {
    const ofPart = plan.find((one) => one.part === part) ?? { part, from: [], dialogues: 0 };
    if (!plan.includes(ofPart)) plan.push(ofPart);
    ofPart.from.push({ snapshotId, positions: positions.length === 0 ? null : positions });
    ofPart.dialogues += dialogues;
  }
  return { ...kept, plan };
}

const hasRemote = statement(
  "trainingJobs.hasRemote",
  { id: text },
  (id: string) => sql`SELECT t.id FROM training_job t WHERE t.id = ${id} AND t.way IN ('ray', 'fine_tuning')`,
);

/** Whether it is somebody else's machine that trains, and is to be told when it is to stop. */
export async function hasRemoteTraining(tx: Queryable, id: string): Promise<boolean> {
  return (await first(hasRemote(id), tx)) !== null;
}

const listPast = statement(
  "trainingJobs.listPast",
  { spec: json(trainingSpecSchema), outcome: json(trainingOutcomeSchema), dialogues: int },
  ({ way, base, method }: TrainingSpec) => sql`
    SELECT t.spec, t.outcome, (SELECT coalesce(sum(x.dialogues), 0)::int FROM training_job_snapshot x
        WHERE x.training_job_id = t.id AND x.part = 'train') AS dialogues
    FROM training_job t WHERE t.way = ${way} AND t.outcome IS NOT NULL AND t.spec -> 'base' = ${base}::jsonb
      AND t.spec #>> '{method,kind}' = ${method.kind} ORDER BY t.ended_at DESC LIMIT 5`,
);

/** The last five that were trained as this one is to be, with what they took. */
export function listPastTrainings(spec: TrainingSpec) {
  return all(listPast(spec));
}
