import type { ModelState } from "@/lib/domain/training-job/model-state";
import { all, execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { bool, int, made, moment, orNull, text, word } from "../door/row";
import { statement } from "../door/statement";
import { enqueueJob } from "../jobs/enqueue";
import { acrossProjects } from "../project-at-work";
import { type Queryable, transaction } from "../sql";

/** What a trainer host keeps of a model that it serves. */
export type Serving = {
  /** The model's folder on the host. */
  folder: string;
  /** Calls that it takes side by side; more wait in the worker. */
  atOnce?: number;
};

const shape = {
  id: text,
  name: text,
  state: word<ModelState>(),
  stateDetail: orNull(text),
  baseUrl: text,
  upstreamModel: text,
  serving: made<Serving>(),
  hostId: orNull(text),
  hostName: orNull(text),
  isHostAway: bool,
  askedAt: orNull(moment),
};

const find = statement(
  "servedModels.find",
  shape,
  (id: string) => sql`
    SELECT m.id, m.name, m.state, m.state_detail AS "stateDetail", m.base_url AS "baseUrl", m.upstream_model AS "upstreamModel",
      m.serving, m.host_id AS "hostId", h.name AS "hostName", h.seen_at IS NULL OR h.seen_at < now() - interval '60 seconds' AS "isHostAway",
      m.asked_at AS "askedAt"
    FROM model m LEFT JOIN trainer_host h ON h.id = m.host_id WHERE m.id = ${id} AND m.state IS NOT NULL AND m.serving IS NOT NULL`,
);

/** A model that a host serves on demand; null where it is no such one. */
export function findServedModel(id: string) {
  return first(find(id));
}
export type ServedModel = NonNullable<Awaited<ReturnType<typeof findServedModel>>>;

const touch = statement(
  "servedModels.touch",
  {},
  (id: string) => sql`UPDATE model m SET asked_at = now() WHERE m.id = ${id}`,
);

/** Says that it is asked, so that it is not put to sleep. */
export async function noteAsked(id: string): Promise<void> {
  await execute(touch(id));
}

const wake = statement(
  "servedModels.wake",
  { id: text },
  (id: string) => sql`
    UPDATE model m SET asked_at = now(), state = 'waking', state_detail = NULL
    WHERE m.id = ${id} AND m.state IN ('asleep', 'broken') RETURNING m.id`,
);

/** Has its host wake it, unless that was asked for already. */
export async function askToWake(id: string): Promise<void> {
  await transaction(async (tx) => {
    if (!(await first(wake(id), tx))) return;
    await enqueueJob(tx, { kind: "model_serving", payload: { modelId: id }, subject: id, key: `serving:${id}` });
  });
}

type Standing = { state: ModelState; detail?: string; baseUrl?: string; upstreamModel?: string; atOnce?: number };
const stand = statement(
  "servedModels.stand",
  {},
  (id: string, { state, detail, baseUrl, upstreamModel, atOnce }: Standing) => sql`
    UPDATE model m SET state = ${state}, state_detail = ${detail ?? null}, base_url = coalesce(${baseUrl ?? null}, m.base_url),
      upstream_model = coalesce(${upstreamModel ?? null}, m.upstream_model),
      serving = m.serving || jsonb_strip_nulls(jsonb_build_object('atOnce', ${atOnce ?? null}::int)), updated_at = now()
    WHERE m.id = ${id}`,
);

/** Writes down how it stands, and where it answers once it is awake. */
export async function setModelState(tx: Queryable, id: string, standing: Standing): Promise<void> {
  await execute(stand(id, standing), tx);
}

const lieDown = statement(
  "servedModels.lieDown",
  {},
  (hostId: string) => sql`
    UPDATE model m SET state = 'asleep', state_detail = NULL WHERE m.host_id = ${hostId} AND m.state IN ('waking', 'awake')`,
);

/** What a host that begins anew had awake is asleep: its servers ended with it. */
export async function allAsleep(hostId: string): Promise<void> {
  await acrossProjects(() => execute(lieDown(hostId)));
}

const listToDrop = statement(
  "servedModels.listToDrop",
  { trainingJobId: text, projectId: text, step: int, folder: text },
  (hostId: string) => sql`
    SELECT c.training_job_id AS "trainingJobId", c.project_id AS "projectId", c.step, c.folder
    FROM training_checkpoint c JOIN training_job t ON t.id = c.training_job_id
    WHERE t.host_id = ${hostId} AND c.drop_asked_at IS NOT NULL AND c.dropped_at IS NULL ORDER BY c.training_job_id, c.step LIMIT 100`,
);

/** Checkpoints on a host that somebody asked to be dropped, in all projects. */
export function listCheckpointsToDrop(hostId: string) {
  return acrossProjects(() => all(listToDrop(hostId)));
}
