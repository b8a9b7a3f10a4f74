import { newId } from "@/lib/base/ids";
import type { ModelKind, Rendering } from "@/lib/domain/model";
import type { TrainingFault } from "@/lib/domain/training-job/event";
import type { ModelState } from "@/lib/domain/training-job/model-state";
import type { TrainingOutcome, TrainingPhase } from "@/lib/domain/training-job/training-job";
import { execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { text } from "../door/row";
import { statement } from "../door/statement";
import type { Queryable } from "../sql";

const enter = statement(
  "trainingCourse.enter",
  {},
  (id: string, phase: TrainingPhase, hostId: string | null) => sql`
    UPDATE training_job t SET phase = ${phase}, started_at = coalesce(t.started_at, now()),
      host_id = coalesce(${hostId}, t.host_id) WHERE t.id = ${id}`,
);

/** Says what it does now, and on which host where it is on one. */
export async function enterPhase(
  tx: Queryable,
  id: string,
  phase: TrainingPhase,
  hostId: string | null = null,
): Promise<void> {
  await execute(enter(id, phase, hostId), tx);
}

const remember = statement(
  "trainingCourse.remember",
  {},
  (id: string, remote: Record<string, unknown>) =>
    sql`UPDATE training_job t SET remote = ${remote}::jsonb WHERE t.id = ${id}`,
);

/** Writes down what its way needs to find the work again, before that work is asked for. */
export async function rememberRemote(tx: Queryable, id: string, remote: Record<string, unknown>): Promise<void> {
  await execute(remember(id, remote), tx);
}

const fail = statement(
  "trainingCourse.fail",
  {},
  (id: string, fault: TrainingFault) =>
    sql`UPDATE training_job t SET fault = ${fault}, phase = NULL, ended_at = now() WHERE t.id = ${id}`,
);

/** Says by its kind what stopped it; the words are its job's. */
export async function failTraining(tx: Queryable, id: string, fault: TrainingFault): Promise<void> {
  await execute(fail(id, fault), tx);
}

const askToStop = statement(
  "trainingCourse.askToStop",
  {},
  (id: string) => sql`UPDATE training_job t SET stop_asked_at = coalesce(t.stop_asked_at, now()) WHERE t.id = ${id}`,
);

/** Lets whoever follows it elsewhere have it stopped there. */
export async function askTrainingToStop(tx: Queryable, id: string): Promise<void> {
  await execute(askToStop(id), tx);
}

const beginAgain = statement(
  "trainingCourse.beginAgain",
  {},
  (id: string) => sql`
    UPDATE training_job t SET attempt = t.attempt + 1, stop_asked_at = NULL, fault = NULL, phase = NULL, ended_at = NULL
    WHERE t.id = ${id}`,
);

/** Another attempt at the same: what was remembered and reported stays, for it to go on from. */
export async function beginTrainingAgain(tx: Queryable, id: string): Promise<void> {
  await execute(beginAgain(id), tx);
}

const finish = statement(
  "trainingCourse.finish",
  {},
  (id: string, outcome: TrainingOutcome) => sql`
    UPDATE training_job t SET phase = NULL, fault = NULL, ended_at = now(),
      outcome = jsonb_strip_nulls(jsonb_build_object(
        'steps', (SELECT to_jsonb(e.step) FROM training_event e WHERE e.training_job_id = t.id AND e.kind = 'step' ORDER BY e.step DESC LIMIT 1),
        'loss', (SELECT e.body -> 'loss' FROM training_event e
          WHERE e.training_job_id = t.id AND e.kind = 'step' AND e.body ->> 'loss' IS NOT NULL ORDER BY e.step DESC LIMIT 1),
        'heldOut', (SELECT e.body - 'type' - 'step' FROM training_event e
          WHERE e.training_job_id = t.id AND e.kind = 'evaluation' ORDER BY e.step DESC LIMIT 1))) || jsonb_strip_nulls(${outcome}::jsonb)
    WHERE t.id = ${id}`,
);

/** A model as it enters the catalogue by itself: without prices, and with what it was trained by. */
export type TrainedEntry = {
  name: string;
  kind: ModelKind;
  /** Which side an embedded model speaks; null: either. */
  trainedOn: "user" | "assistant" | null;
  baseUrl: string;
  upstreamModel: string;
  rendering: Rendering;
  contextWindow: number;
  dialect?: Record<string, unknown>;
  /** The key under which it is asked, sealed for the model of this id. */
  keyFor?: (modelId: string) => Uint8Array<ArrayBuffer> | null;
  /** Served by a host on demand: how it stands, which host, and what that needs. */
  state?: ModelState;
  hostId?: string;
  serving?: Record<string, unknown>;
};

const insertModel = statement(
  "trainingCourse.insertModel",
  { id: text },
  (trainingJobId: string, modelId: string, entry: TrainedEntry) => sql`
    INSERT INTO model (id, training_job_id, kind, trained_on, name, base_url, upstream_model, rendering, context_window, dialect,
      sealed_key, state, host_id, serving, updated_at)
    SELECT ${modelId}, ${trainingJobId}, ${entry.kind}, ${entry.trainedOn}, ${entry.name}, ${entry.baseUrl}, ${entry.upstreamModel},
      ${entry.rendering}, ${entry.contextWindow}::int, ${entry.dialect ?? {}}::jsonb, ${entry.keyFor?.(modelId) ?? null}::bytea,
      ${entry.state ?? null}, ${entry.hostId ?? null}, ${entry.serving ?? null}::jsonb, now()
    WHERE NOT EXISTS (SELECT FROM model m WHERE m.training_job_id = ${trainingJobId}) RETURNING id`,
);

const sayTrainedOn = statement(
  "trainingCourse.sayTrainedOn",
  {},
  (trainingJobId: string, modelId: string) => sql`
    INSERT INTO trained_model (model_id, snapshot_id, dialogues, person_id)
    SELECT ${modelId}, x.snapshot_id, x.dialogues, t.person_id FROM training_job t
      JOIN training_job_snapshot x ON x.training_job_id = t.id AND x.part = 'train'
    WHERE t.id = ${trainingJobId} ORDER BY x.dialogues DESC, x.place LIMIT 1
    ON CONFLICT DO NOTHING`,
);

const findModelOf = statement(
  "trainingCourse.findModel",
  { id: text },
  (id: string) => sql`SELECT m.id FROM model m WHERE m.training_job_id = ${id} ORDER BY m.created_at LIMIT 1`,
);

/**
 * Writes down what came of it; what a way does not tell of steps and losses is that which was reported last. Where that can be asked, it enters the catalogue with it, once however often this is done, and
 * so does what it was trained on (of a mix, the snapshot that gave most). The model's id; null without one.
 */
export async function finishTraining(
  tx: Queryable,
  id: string,
  { outcome, entry }: { outcome: TrainingOutcome; entry: TrainedEntry | null },
): Promise<string | null> {
  await execute(finish(id, outcome), tx);
  if (entry === null) return null;
  const made = await first(insertModel(id, newId("model"), entry), tx);
  if (made) await execute(sayTrainedOn(id, made.id), tx);
  return made?.id ?? (await first(findModelOf(id), tx))?.id ?? null;
}
