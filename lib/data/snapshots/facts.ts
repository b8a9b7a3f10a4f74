import * as z from "zod";
import type { DialogueFilter } from "@/lib/domain/dialogue-filter";
import { importSourceSchema } from "@/lib/domain/import-options";
import { labelValuesSchema } from "@/lib/domain/review/answer";
import type { LabelField } from "@/lib/domain/review/guideline";
import { samplingSchema } from "@/lib/domain/run";
import { type Labels, labelsBy, type SettledLabels, withCopies } from "@/lib/domain/training/labels";
import { type SnapshotFacts, snapshotFactsSchema } from "@/lib/domain/training/snapshot";
import { filterForms, whereDialogues } from "../dialogue-filter";
import { all, first } from "../door/execute";
import { sql } from "../door/fragment";
import { int, json, made, orNull, text } from "../door/row";
import { statement } from "../door/statement";
import type { Queryable } from "../sql";

const forms = filterForms as DialogueFilter[];

const list = statement(
  "settledLabels.list",
  { dialogueId: text, labels: json(labelValuesSchema), turnLabels: json(z.record(z.string(), labelValuesSchema)) },
  (filter: DialogueFilter) => sql`
    SELECT d.id AS "dialogueId", coalesce(i.resolution #> '{answer,labels}', '{}') AS labels,
      coalesce(i.resolution #> '{answer,turnLabels}', '{}') AS "turnLabels"
    FROM dialogue d JOIN review_item i ON i.dialogue_id = d.id
    WHERE i.status = 'settled' AND i.gold IS NULL AND ${whereDialogues(filter)} ORDER BY i.resolved_at, i.id`,
  { examples: forms.map((filter): [DialogueFilter] => [filter]) },
);

const listCopies = statement(
  "settledLabels.listCopies",
  { id: text, dialogueId: text, of: text },
  (dialogueIds: readonly string[]) => sql`
    WITH RECURSIVE copy AS (
      SELECT t.id, t.dialogue_id, t.kept_from_id AS of FROM turn t
      WHERE t.dialogue_id = ANY(${[...dialogueIds]}::text[]) AND t.kept_from_id IS NOT NULL
      UNION
      SELECT c.id, c.dialogue_id, t.kept_from_id FROM copy c JOIN turn t ON t.id = c.of WHERE t.kept_from_id IS NOT NULL
    ) SELECT c.id, c.dialogue_id AS "dialogueId", c.of FROM copy c ORDER BY c.id, c.of`,
  { examples: [[["d"]]] },
);

const members = sql`FROM snapshot_dialogue m JOIN dialogue d ON d.id = m.dialogue_id`;

type Model = SnapshotFacts["runs"][number]["simulator"];

const listRuns = statement(
  "snapshotFacts.runs",
  {
    id: text,
    name: text,
    dialogues: int,
    simulator: made<Model>(),
    assistant: made<Model>(),
    simulatorPrompt: text,
    assistantPrompt: text,
    simulatorSampling: json(samplingSchema),
    assistantSampling: json(samplingSchema),
  },
  (snapshotId: string) => sql`
    SELECT r.id, r.name, n.dialogues,
      json_build_object('id', u.id, 'name', u.name, 'upstreamModel', u.upstream_model) AS simulator,
      json_build_object('id', a.id, 'name', a.name, 'upstreamModel', a.upstream_model) AS assistant,
      coalesce(r.spec ->> 'simulatorPrompt', '') AS "simulatorPrompt",
      coalesce(r.spec ->> 'assistantPrompt', '') AS "assistantPrompt",
      coalesce(r.spec -> 'simulatorSampling', '{}') AS "simulatorSampling",
      coalesce(r.spec -> 'assistantSampling', '{}') AS "assistantSampling"
    FROM (SELECT d.run_id, count(*)::int AS dialogues ${members} WHERE m.snapshot_id = ${snapshotId} GROUP BY d.run_id) n
      JOIN run r ON r.id = n.run_id JOIN model u ON u.id = r.simulator_id JOIN model a ON a.id = r.assistant_id
    ORDER BY n.dialogues DESC, r.id`,
);

const listImports = statement(
  "snapshotFacts.imports",
  { id: text, name: text, format: text, digest: text, dialogues: int, source: orNull(json(importSourceSchema)) },
  (snapshotId: string) => sql`
    SELECT i.id, i.name, i.format, i.digest, n.dialogues, i.source
    FROM (SELECT d.import_id, count(*)::int AS dialogues ${members} WHERE m.snapshot_id = ${snapshotId} GROUP BY d.import_id) n
      JOIN import i ON i.id = n.import_id ORDER BY n.dialogues DESC, i.id`,
);

const origin = snapshotFactsSchema.shape.origins.unwrap().element.shape;
const listOrigins = statement(
  "snapshotFacts.origins",
  { importId: text, dialogues: int, from: json(origin.from) },
  (snapshotId: string) => sql`
    SELECT o."importId", o."from", count(*)::int AS dialogues FROM (
      SELECT d.import_id AS "importId",
        (d.given -> 'whole' -> 'source') - ARRAY['number', 'seed', 'id', 'user', 'language', 'model'] AS "from" ${members}
      WHERE m.snapshot_id = ${snapshotId} AND d.given -> 'whole' -> 'source' IS NOT NULL) o
    GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT 200`,
);

const listLanguages = statement(
  "snapshotFacts.languages",
  { language: text, dialogues: int },
  (snapshotId: string) => sql`
    SELECT d.given ->> 'language' AS language, count(*)::int AS dialogues ${members}
    WHERE m.snapshot_id = ${snapshotId} AND d.given ->> 'language' <> '' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 50`,
);

const listTags = statement(
  "snapshotFacts.tags",
  { tag: text, dialogues: int },
  (snapshotId: string) => sql`
    SELECT x.tag, count(*)::int AS dialogues FROM snapshot_dialogue m CROSS JOIN unnest(m.tags) AS x (tag)
    WHERE m.snapshot_id = ${snapshotId} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 50`,
);

const inForce = sql`NOT EXISTS (SELECT FROM decision u WHERE u.undoes_id = x.id) AND x.undoes_id IS NULL`;

const listDecisions = statement(
  "snapshotFacts.decisions",
  { kind: text, n: int },
  (snapshotId: string) => sql`
    SELECT x.kind, count(*)::int AS n FROM snapshot_dialogue m JOIN decision x ON x.dialogue_id = m.dialogue_id
    WHERE m.snapshot_id = ${snapshotId} AND ${inForce} GROUP BY 1 ORDER BY 2 DESC, 1`,
);

const countPeople = statement(
  "snapshotFacts.people",
  { people: int },
  (snapshotId: string) => sql`
    SELECT count(DISTINCT x.person_id)::int AS people
    FROM snapshot_dialogue m JOIN decision x ON x.dialogue_id = m.dialogue_id WHERE m.snapshot_id = ${snapshotId}`,
);

const listQueues = statement(
  "snapshotFacts.queues",
  { id: text, name: text, guidelineVersion: int, dialogues: int, settled: int },
  (snapshotId: string) => sql`
    SELECT q.id, q.name, q.guideline_version AS "guidelineVersion", n.dialogues, n.settled
    FROM (SELECT i.queue_id, count(*)::int AS dialogues, (count(*) FILTER (WHERE i.status = 'settled'))::int AS settled
        FROM snapshot_dialogue m JOIN review_item i ON i.dialogue_id = m.dialogue_id
        WHERE m.snapshot_id = ${snapshotId} AND i.gold IS NULL GROUP BY i.queue_id) n
      JOIN review_queue q ON q.id = n.queue_id ORDER BY n.dialogues DESC, q.id`,
);

type Facts = Pick<SnapshotFacts, "runs" | "imports" | "origins" | "languages" | "tags" | "decisions" | "people"> & {
  queues: Omit<SnapshotFacts["queues"][number], "agreement">[];
};

/** Where the dialogues of a snapshot come from and what was done to them, as it is at the moment of the transaction. */
export async function readFacts(tx: Queryable, snapshotId: string): Promise<Facts> {
  return {
    runs: await all(listRuns(snapshotId), tx),
    imports: await all(listImports(snapshotId), tx),
    origins: await all(listOrigins(snapshotId), tx),
    languages: await all(listLanguages(snapshotId), tx),
    tags: await all(listTags(snapshotId), tx),
    decisions: await all(listDecisions(snapshotId), tx),
    people: (await first(countPeople(snapshotId), tx))?.people ?? 0,
    queues: await all(listQueues(snapshotId), tx),
  };
}

/** What people said, by these labels, of the dialogues that a filter finds: what was settled last, in whichever queue. */
export async function readSettledLabels(
  tx: Queryable,
  filter: DialogueFilter,
  fields: readonly LabelField[],
): Promise<Record<string, Labels>> {
  if (fields.length === 0) return {};
  const settled = new Map<string, SettledLabels[]>();
  for (const { dialogueId, ...said } of await all(list(filter), tx))
    settled.set(dialogueId, [...(settled.get(dialogueId) ?? []), said]);
  const found = new Map<string, Labels>();
  for (const [id, said] of settled) {
    const labels = labelsBy(fields, said);
    if (labels) found.set(id, labels);
  }
  const ofTurns = [...found].flatMap(([id, { turns }]) => (Object.keys(turns).length > 0 ? [id] : []));
  const copies = ofTurns.length > 0 ? await all(listCopies(ofTurns), tx) : [];
  for (const { dialogueId, ...copy } of copies) {
    const labels = found.get(dialogueId);
    if (labels) found.set(dialogueId, withCopies(labels, [copy]));
  }
  return Object.fromEntries(found);
}
