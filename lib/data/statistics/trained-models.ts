import type { EvaluationStatus } from "@/lib/domain/judging/evaluation";
import { type ScoredCandidate, scoredSchema, type TrainedModel } from "@/lib/domain/statistics/performance";
import { type KeptFigures, keptFiguresSchema } from "@/lib/domain/training/snapshot-figures";
import { all, execute } from "../door/execute";
import { sql } from "../door/fragment";
import { int, json, moment, orNull, text, word } from "../door/row";
import { statement } from "../door/statement";
import type { Queryable } from "../sql";

const list = statement(
  "trainedModels.list",
  {
    modelId: text,
    modelName: text,
    snapshotId: text,
    dataSetName: text,
    number: int,
    dialogues: int,
    ofDialogues: int,
    personId: text,
    personName: text,
    at: moment,
    body: orNull(json(keptFiguresSchema)),
  },
  (version: number) => sql`
    SELECT m.id AS "modelId", m.name AS "modelName", p.id AS "snapshotId", s.name AS "dataSetName", p.number, t.dialogues,
      p.dialogues AS "ofDialogues", u.id AS "personId", u.name AS "personName", t.created_at AS at, f.body
    FROM trained_model t JOIN model m ON m.id = t.model_id JOIN snapshot p ON p.id = t.snapshot_id
      JOIN data_set s ON s.id = p.data_set_id JOIN "user" u ON u.id = t.person_id
      LEFT JOIN snapshot_figures f ON f.snapshot_id = p.id AND f.version = ${version}::int
    ORDER BY t.dialogues, m.name, m.id`,
);

/** What each model was trained on, with what is measured of that by this version of the measures; the smallest first. */
export async function listTrainedModels(
  version: number,
): Promise<{ trained: TrainedModel; halves: KeptFigures["halves"] | null }[]> {
  const rows = await all(list(version));
  return rows.map(({ personId, personName, at, body, ...kept }) => {
    const set = { setBy: { id: personId, name: personName }, setAt: at.toISOString(), isMeasured: body !== null };
    return { trained: Object.assign(kept, set), halves: body?.halves ?? null };
  });
}

type TrainedOn = { modelId: string; snapshotId: string; dialogues: number | null; personId: string };

const put = statement(
  "trainedModels.put",
  {},
  ({ modelId, snapshotId, dialogues, personId }: TrainedOn) => sql`
    INSERT INTO trained_model (model_id, snapshot_id, dialogues, person_id)
    SELECT ${modelId}, p.id, least(coalesce(${dialogues}::int, p.dialogues), p.dialogues), ${personId}
    FROM snapshot p WHERE p.id = ${snapshotId}
    ON CONFLICT (project_id, model_id) DO UPDATE SET snapshot_id = excluded.snapshot_id, dialogues = excluded.dialogues,
      person_id = excluded.person_id, created_at = now()`,
);

/** Says what a model was trained on, instead of what was said before; without a number, on all dialogues. */
export async function setTrainedOn(tx: Queryable, given: TrainedOn): Promise<void> {
  await execute(put(given), tx);
}

const clear = statement(
  "trainedModels.clear",
  {},
  (modelId: string) => sql`DELETE FROM trained_model t WHERE t.model_id = ${modelId}`,
);

export async function clearTrainedOn(tx: Queryable, modelId: string): Promise<void> {
  await execute(clear(modelId), tx);
}

const listScored = statement(
  "trainedModels.listScored",
  {
    evaluationId: text,
    name: text,
    status: word<EvaluationStatus>(),
    candidateId: text,
    modelId: text,
    version: int,
    votesVersion: orNull(int),
    tookMs: orNull(int),
    scored: orNull(json(scoredSchema)),
  },
  (modelIds: string[], key: string) => sql`
    SELECT e.id AS "evaluationId", e.name, e.status, c.id AS "candidateId", c.source->>'modelId' AS "modelId",
      coalesce(v.version, 0) AS version, f.votes_version AS "votesVersion", f.took_ms AS "tookMs",
      CASE WHEN f.body IS NOT NULL
        THEN jsonb_build_object('rated', f.body::jsonb #> '{ratings,rated}', 'scores', f.body::jsonb -> 'scores') END AS scored
    FROM candidate c JOIN evaluation e ON e.id = c.evaluation_id
      LEFT JOIN evaluation_votes v ON v.evaluation_id = e.id
      LEFT JOIN evaluation_figures f ON f.evaluation_id = e.id AND f.query = ${key}
    WHERE c.source->>'kind' = 'model' AND c.source->>'modelId' = ANY(${modelIds}::text[]) AND e.status <> 'draft'
    ORDER BY e.created_at DESC, e.id, c.position`,
);

/** Where these models are candidates, with the figures that were computed of that last for a query. */
export function listScoredCandidates(modelIds: string[], key: string): Promise<ScoredCandidate[]> {
  return all(listScored(modelIds, key));
}
