import type { Edge, Holders, LineageKind, LineageNode } from "@/lib/domain/training-job/lineage";
import { all } from "../door/execute";
import { sql } from "../door/fragment";
import { int, made, moment, orNull, text, word } from "../door/row";
import { statement } from "../door/statement";

/** A project that has more of them is told in part. */
const mostEdges = 20_000;

const listEdges = statement(
  "lineage.edges",
  { from: text, to: text },
  () => sql`
    SELECT e."from", e."to" FROM (
      SELECT x.snapshot_id AS "from", x.training_job_id AS "to" FROM training_job_snapshot x
      UNION SELECT m.training_job_id, m.id FROM model m WHERE m.training_job_id IS NOT NULL
      UNION SELECT t.snapshot_id, t.model_id FROM trained_model t JOIN model m ON m.id = t.model_id WHERE m.training_job_id IS NULL
      UNION SELECT r.simulator_id, r.id FROM run r
      UNION SELECT r.assistant_id, r.id FROM run r
      UNION SELECT f.run ->> 'id', s.id FROM snapshot s CROSS JOIN LATERAL jsonb_array_elements(s.facts -> 'runs') AS f (run)
      UNION SELECT f.file ->> 'id', s.id FROM snapshot s CROSS JOIN LATERAL jsonb_array_elements(s.facts -> 'imports') AS f (file)
      UNION SELECT m.id, c.evaluation_id FROM candidate c JOIN model m ON m.id = c.source ->> 'modelId'
      UNION SELECT r.id, c.evaluation_id FROM candidate c JOIN run r ON r.id = c.source ->> 'runId'
      UNION SELECT s.id, c.evaluation_id FROM candidate c JOIN snapshot s ON s.id = c.source ->> 'snapshotId'
    ) e LIMIT ${mostEdges}`,
);

/** What became of what, in the whole project. */
export function listLineageEdges(): Promise<Edge[]> {
  return all(listEdges());
}

type Fact = [name: string, value: string | null];
const listNodes = statement(
  "lineage.nodes",
  {
    kind: word<LineageKind>(),
    id: text,
    name: text,
    by: orNull(text),
    at: moment,
    facts: made<Fact[]>(),
  },
  (ids: readonly string[]) => sql`
    SELECT 'import' AS kind, i.id, i.name, u.name AS by, i.created_at AS at, json_build_array(
        json_build_array('Format', i.format), json_build_array('Licence', i.source ->> 'licence')) AS facts
      FROM import i LEFT JOIN "user" u ON u.id = i.person_id WHERE i.id = ANY(${ids}::text[])
    UNION ALL SELECT 'run', r.id, r.name, u.name, r.created_at, json_build_array(
        json_build_array('Dialogues', r.total::text), json_build_array('Status', r.status))
      FROM run r LEFT JOIN "user" u ON u.id = r.person_id WHERE r.id = ANY(${ids}::text[])
    UNION ALL SELECT 'snapshot', s.id, d.name || ', No. ' || s.number, u.name, s.created_at, json_build_array(
        json_build_array('Dialogues', s.dialogues::text), json_build_array('Turns', s.turns::text),
        json_build_array('Accepted', s.facts ->> 'accepted'), json_build_array('People who decided', s.facts ->> 'people'),
        json_build_array('Turns left out', s.facts ->> 'untrained'))
      FROM snapshot s JOIN data_set d ON d.id = s.data_set_id JOIN "user" u ON u.id = s.person_id WHERE s.id = ANY(${ids}::text[])
    UNION ALL SELECT 'training', t.id, t.name, u.name, t.created_at, json_build_array(
        json_build_array('Way', t.way), json_build_array('Learns', t.spec ->> 'target'),
        json_build_array('Base', coalesce(t.spec #>> '{base,path}', t.spec #>> '{base,repo}', t.spec #>> '{base,model}', t.spec #>> '{base,kind}')),
        json_build_array('Method', t.spec #>> '{method,kind}'),
        json_build_array('Learning rate', CASE WHEN t.way <> 'embedded' THEN t.spec #>> '{hyper,learningRate}' END),
        json_build_array('Epochs', CASE WHEN t.way <> 'embedded' THEN t.spec #>> '{hyper,epochs}' END),
        json_build_array('Seed', t.spec #>> '{hyper,seed}'),
        json_build_array('Loss at the end', round((t.outcome ->> 'loss')::numeric, 3)::text),
        json_build_array('Recall at 1', round((t.outcome #>> '{heldOut,recall,at1}')::numeric, 3)::text),
        json_build_array('MRR', round((t.outcome #>> '{heldOut,mrr}')::numeric, 3)::text),
        json_build_array('Held-out loss', round((t.outcome #>> '{heldOut,loss}')::numeric, 3)::text))
      FROM training_job t JOIN "user" u ON u.id = t.person_id WHERE t.id = ANY(${ids}::text[])
    UNION ALL SELECT 'model', m.id, m.name, NULL, m.created_at, json_build_array(
        json_build_array('Upstream', m.upstream_model), json_build_array('State', m.state),
        json_build_array('Runs', (SELECT count(*)::text FROM run r WHERE m.id IN (r.simulator_id, r.assistant_id))))
      FROM model m WHERE m.id = ANY(${ids}::text[])
    UNION ALL SELECT 'evaluation', e.id, e.name, u.name, e.created_at, json_build_array(
        json_build_array('Status', e.status),
        json_build_array('Candidates', (SELECT count(*)::text FROM candidate c WHERE c.evaluation_id = e.id)),
        json_build_array('Votes', (SELECT count(*)::text FROM ballot b WHERE b.evaluation_id = e.id AND b.vote IS NOT NULL)))
      FROM evaluation e JOIN "user" u ON u.id = e.person_id WHERE e.id = ANY(${ids}::text[])`,
);

/** What these are, with what they were told and what is known of them; in the order of their birth. */
export async function listLineageNodes(ids: readonly string[]): Promise<LineageNode[]> {
  const rows = await all(listNodes(ids));
  const nodes = rows.map(({ facts, at, ...node }) => ({
    ...node,
    at: at.toISOString(),
    facts: facts.flatMap(([name, value]) => (value === null || value === "" ? [] : [{ name, value }])),
  }));
  return nodes.sort((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id));
}

const most = 500;

const listSnapshotsOf = statement(
  "lineage.snapshotsOf",
  { id: text, dataSetName: text, number: int },
  (dialogueId: string) => sql`
    SELECT s.id, d.name AS "dataSetName", s.number FROM snapshot_dialogue m JOIN snapshot s ON s.id = m.snapshot_id
      JOIN data_set d ON d.id = s.data_set_id
    WHERE m.dialogue_id = ${dialogueId} ORDER BY s.created_at DESC, s.id LIMIT ${most}`,
);

/** Behind an export's plan: which dialogues of which snapshot went into a part; none named: all of it. */
const listExportsOf = statement(
  "lineage.exportsOf",
  { id: text, name: text, createdAt: moment, downloads: int },
  (dialogueId: string) => sql`
    SELECT e.id, d.name || ', No. ' || s.number || ' for ' || (e.recipe ->> 'trainer') AS name, e.created_at AS "createdAt",
      (SELECT count(*)::int FROM export_download x WHERE x.export_id = e.id) AS downloads
    FROM training_export e JOIN snapshot s ON s.id = e.recipe #>> '{parts,0,snapshotId}' JOIN data_set d ON d.id = s.data_set_id
    WHERE e.finished_at IS NOT NULL AND EXISTS (
      SELECT FROM jsonb_array_elements(e.plan) AS p (part) CROSS JOIN LATERAL jsonb_array_elements(p.part -> 'from') AS f (source)
        JOIN snapshot_dialogue m ON m.snapshot_id = f.source ->> 'snapshotId'
      WHERE m.dialogue_id = ${dialogueId}
        AND (f.source -> 'positions' = 'null'::jsonb OR f.source -> 'positions' @> to_jsonb(m.position)))
    ORDER BY e.created_at DESC, e.id LIMIT ${most}`,
);

const listTrainingsOf = statement(
  "lineage.trainingsOf",
  { id: text, name: text, modelId: orNull(text), modelName: orNull(text) },
  (dialogueId: string) => sql`
    SELECT t.id, t.name, m.id AS "modelId", m.name AS "modelName" FROM training_job t
      LEFT JOIN model m ON m.training_job_id = t.id
    WHERE EXISTS (SELECT FROM training_job_snapshot x JOIN snapshot_dialogue d ON d.snapshot_id = x.snapshot_id
      WHERE x.training_job_id = t.id AND x.part = 'train' AND d.dialogue_id = ${dialogueId}
        AND (cardinality(x.positions) = 0 OR d.position = ANY(x.positions)))
    ORDER BY t.created_at DESC, t.id LIMIT ${most}`,
);

/** Every snapshot, file and model that holds a dialogue, or has learned from it. */
export async function listHolders(dialogueId: string): Promise<Holders> {
  const [snapshots, exports, trainings] = [
    await all(listSnapshotsOf(dialogueId)),
    await all(listExportsOf(dialogueId)),
    await all(listTrainingsOf(dialogueId)),
  ];
  return {
    snapshots,
    exports: exports.map(({ createdAt, ...kept }) => Object.assign(kept, { createdAt: createdAt.toISOString() })),
    trainings,
  };
}
