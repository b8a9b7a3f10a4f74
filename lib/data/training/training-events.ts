import {
  evaluationEventSchema,
  type KeptEvent,
  type SampleEvent,
  sampleEventSchema,
  stepEventSchema,
} from "@/lib/domain/training-job/event";
import type { Checkpoint, TrainingCurves } from "@/lib/domain/training-job/training-job";
import { all, execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { bigint, columns, int, json, moment } from "../door/row";
import { statement } from "../door/statement";
import type { Queryable } from "../sql";

/** More points than a chart is wide tell nothing. */
const mostPoints = 1_000;

type Row = { kind: string; step: number; opening: number; body: KeptEvent };
const insert = statement(
  "trainingEvents.insert",
  {},
  (id: string, rows: readonly Row[]) => sql`
    INSERT INTO training_event (training_job_id, kind, step, opening, body)
    SELECT ${id}, e.kind, e.step, e.opening, e.body
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS e (kind text, step int, opening int, body jsonb)
    ON CONFLICT (training_job_id, kind, step, opening) DO UPDATE SET body = excluded.body, created_at = now()`,
);

const insertCheckpoints = statement(
  "trainingEvents.insertCheckpoints",
  {},
  (id: string, rows: readonly { step: number; folder: string; bytes: number }[]) => sql`
    INSERT INTO training_checkpoint (training_job_id, step, folder, bytes)
    SELECT ${id}, e.step, e.folder, e.bytes
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS e (step int, folder text, bytes bigint)
    ON CONFLICT (training_job_id, step) DO UPDATE SET folder = excluded.folder, bytes = excluded.bytes, dropped_at = NULL`,
);

/**
 * Keeps what a training reported, in the transaction in which its job is held. A step that is reported again, after it went on
 * from a checkpoint, stands instead of what it was.
 */
export async function recordTraining(tx: Queryable, id: string, events: readonly KeptEvent[]): Promise<void> {
  const last = new Map<string, Row>();
  const checkpoints = new Map<number, { step: number; folder: string; bytes: number }>();
  for (const event of events) {
    const { type, step } = event;
    if (type === "checkpoint") checkpoints.set(step, { step, folder: event.folder, bytes: event.bytes });
    else {
      const opening = type === "sample" ? event.opening : 0;
      last.set(`${type} ${step} ${opening}`, { kind: type, step, opening, body: event });
    }
  }
  if (last.size > 0) await execute(insert(id, [...last.values()]), tx);
  if (checkpoints.size > 0) await execute(insertCheckpoints(id, [...checkpoints.values()]), tx);
}

const count = statement(
  "trainingEvents.count",
  { steps: int },
  (id: string) => sql`
    SELECT count(*)::int AS steps FROM training_event e WHERE e.training_job_id = ${id} AND e.kind = 'step'`,
);

const listSteps = statement(
  "trainingEvents.listSteps",
  { body: json(stepEventSchema), at: moment },
  (id: string, each: number) => sql`
    SELECT s.body, s.at FROM (
      SELECT e.body, e.created_at AS at, row_number() OVER (ORDER BY e.step) AS nth, lead(e.step) OVER (ORDER BY e.step) AS next
      FROM training_event e WHERE e.training_job_id = ${id} AND e.kind = 'step') s
    WHERE s.nth % ${each}::int = 0 OR s.nth = 1 OR s.next IS NULL ORDER BY s.nth`,
);

const listEvaluations = statement(
  "trainingEvents.listEvaluations",
  { body: json(evaluationEventSchema), at: moment },
  (id: string) => sql`
    SELECT e.body, e.created_at AS at FROM training_event e
    WHERE e.training_job_id = ${id} AND e.kind = 'evaluation' ORDER BY e.step LIMIT ${mostPoints}`,
);

const checkpoint = columns("TrainingCheckpoint", "c", "step", "folder", "createdAt", "dropAskedAt", "droppedAt");
const listCheckpoints = statement(
  "trainingEvents.listCheckpoints",
  { ...checkpoint.row, bytes: bigint },
  (id: string) => sql`
    SELECT ${checkpoint}, c.bytes FROM training_checkpoint c WHERE c.training_job_id = ${id} ORDER BY c.step LIMIT ${mostPoints}`,
);

/** What was reported so far; of many steps every so-manieth, with the first and the last. */
export async function readCurves(id: string): Promise<TrainingCurves> {
  const ofSteps = (await first(count(id)))?.steps ?? 0;
  const steps = await all(listSteps(id, Math.max(1, Math.ceil(ofSteps / mostPoints))));
  const evaluations = await all(listEvaluations(id));
  return {
    ofSteps,
    steps: steps.map(({ body, at }) => Object.assign(body, { at: at.toISOString() })),
    evaluations: evaluations.map(({ body, at }) => Object.assign(body, { at: at.toISOString() })),
    checkpoints: await readCheckpoints(id),
  };
}

/** In the order of steps. */
export async function readCheckpoints(id: string, on?: Queryable): Promise<Checkpoint[]> {
  const rows = await all(listCheckpoints(id), on);
  return rows.map(({ bytes, createdAt, dropAskedAt, droppedAt, ...kept }) => ({
    ...kept,
    bytes: Number(bytes),
    createdAt: createdAt.toISOString(),
    dropAskedAt: dropAskedAt?.toISOString() ?? null,
    droppedAt: droppedAt?.toISOString() ?? null,
  }));
}

const listSamples = statement(
  "trainingEvents.listSamples",
  { body: json(sampleEventSchema) },
  (id: string) => sql`
    SELECT e.body FROM training_event e WHERE e.training_job_id = ${id} AND e.kind = 'sample'
    ORDER BY e.step, e.opening LIMIT ${mostPoints}`,
);

/** What it said to the same openings at each look, before training first. */
export async function readSamples(id: string): Promise<SampleEvent[]> {
  return (await all(listSamples(id))).map(({ body }) => body);
}

const askToDrop = statement(
  "trainingEvents.askToDrop",
  {},
  (id: string, step: number, personId: string) => sql`
    UPDATE training_checkpoint c SET drop_asked_at = now(), person_id = ${personId}
    WHERE c.training_job_id = ${id} AND c.step = ${step}::int AND c.drop_asked_at IS NULL AND c.dropped_at IS NULL`,
);

/** Asks for a checkpoint to be dropped; false where it is already, or never was. */
export async function askToDropCheckpoint(id: string, step: number, personId: string): Promise<boolean> {
  return (await execute(askToDrop(id, step, personId))) > 0;
}

const dropped = statement(
  "trainingEvents.dropped",
  {},
  (id: string, step: number) => sql`
    UPDATE training_checkpoint c SET dropped_at = coalesce(c.dropped_at, now())
    WHERE c.training_job_id = ${id} AND c.step = ${step}::int`,
);

/** Says that its files are gone. */
export async function checkpointDropped(id: string, step: number): Promise<void> {
  await execute(dropped(id, step));
}
