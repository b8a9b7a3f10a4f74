import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { log } from "@/lib/base/log";
import { findDestination } from "@/lib/data/destinations";
import { enqueueComparisons, readDuplicateProgress } from "@/lib/data/duplicates/duplicate-scan";
import { enqueueJob } from "@/lib/data/jobs/enqueue";
import { claimJobs } from "@/lib/data/jobs/job-claim";
import { reapJobs } from "@/lib/data/jobs/job-course";
import { findFigures } from "@/lib/data/judging/figures";
import { listPromptSets } from "@/lib/data/judging/prompt-sets";
import { streamOneMoment } from "@/lib/data/one-moment";
import { pool } from "@/lib/data/pool";
import { prisma } from "@/lib/data/prisma";
import { acrossProjects, inProject } from "@/lib/data/project-at-work";
import { findPush } from "@/lib/data/pushes";
import { findSplit, readSplitParts } from "@/lib/data/snapshots/splits";
import { transaction } from "@/lib/data/sql";
import { findGap } from "@/lib/data/statistics/gaps";
import { findTrainingJob } from "@/lib/data/training/training-jobs";
import { findTrainingPlace } from "@/lib/data/training/training-places";
import { findTrainingExport } from "@/lib/data/training-exports";
import { untilReachable } from "@/lib/data/until-reachable";
import type { ChatModel } from "@/lib/domain/chat-model";
import { destinationAddressSchema } from "@/lib/domain/destination";
import type { Detector } from "@/lib/domain/detector";
import type { EmbeddingModel } from "@/lib/domain/embedding-model";
import { importOptionsSchema, importSourceSchema } from "@/lib/domain/import-options";
import { jobKindSchema } from "@/lib/domain/job";
import { keyOfFigures } from "@/lib/domain/judging/figures-order";
import { scanAskedSchema } from "@/lib/domain/scan/scan";
import { gapOrderSchema } from "@/lib/domain/statistics/gap";
import type { Push } from "@/lib/domain/training/push";
import { usualRecipe } from "@/lib/domain/training/recipe";
import { splitSpecSchema } from "@/lib/domain/training/split-spec";
import type { Viewer } from "@/lib/domain/viewer";
import { createBulkAct, undoBulkAct } from "@/lib/operations/bulk/bulk-acts";
import { createDataSet } from "@/lib/operations/data-sets/data-sets";
import { measureSnapshot, readSnapshotFigures } from "@/lib/operations/data-sets/figures";
import { createSnapshot } from "@/lib/operations/data-sets/freeze";
import { createDestination, testDestination } from "@/lib/operations/destinations/destinations";
import { createExport, createPush } from "@/lib/operations/exporting/create-export";
import { takeDialogueFile } from "@/lib/operations/imports/take-file";
import { createJudgeRun } from "@/lib/operations/judging/judge-runs";
import { createProbe, readProbe } from "@/lib/operations/probes";
import { createScan } from "@/lib/operations/scans/scans";
import { createSplit } from "@/lib/operations/splits/splits";
import { askDetector } from "@/lib/operations/statistics/ask-detector";
import { askForScores } from "@/lib/operations/statistics/ask-for-scores";
import { measureCorpusOf, readCorpusFigures } from "@/lib/operations/statistics/corpus-figures";
import { askToFollow, readDataSetFigures } from "@/lib/operations/statistics/data-set-figures";
import { createGap } from "@/lib/operations/statistics/gaps";
import { readScores } from "@/lib/operations/statistics/read-scores";
import { askForTopicMap, readTopicMap } from "@/lib/operations/statistics/topic-maps";
import { askForVectors } from "@/lib/operations/statistics/vectors";
import { createTraining } from "@/lib/operations/training/create-training";
import { testTrainingPlace } from "@/lib/operations/training/training-places";
import { deleteProject } from "@/lib/operations/whole/delete-project";
import { writeProjectFile } from "@/lib/operations/whole/export-project";
import { takeProjectFile } from "@/lib/operations/whole/take-project-file";
import { makeDialogue, makeImportedDialogue, makeModel } from "@/lib/testing/builders";
import { elsewhere, withDatabase } from "@/lib/testing/database";
import { startFakeHub } from "@/lib/testing/fake-hub";
import { type FakeRay, startFakeRay } from "@/lib/testing/fake-ray";
import { type FakeTuning, startFakeTuning } from "@/lib/testing/fake-tuning";
import { doDueJobs } from "@/lib/testing/job-runner";
import { makeEvaluation, makeModelEvaluation } from "@/lib/testing/judging";
import { Life, makePoolMortal } from "@/lib/testing/mortal-pool";
import { query } from "@/lib/testing/query";
import { makeViewer } from "@/lib/testing/review";
import { askToTrain, makeTrainingPlace, makeTrainingSnapshot } from "@/lib/testing/trained-elsewhere";
import { embeddedSpec } from "@/lib/testing/trainings";
import { makeWholeProject } from "@/lib/testing/whole-project";
import { registerJudging } from "../run-worker";

withDatabase();

let lead: Viewer;
const survived: Record<string, { deaths: number; sleeps: number }> = {};
afterAll(() => process.stdout.write(`${JSON.stringify(survived)}\n`));
beforeAll(async () => {
  log.level = "silent";
  // Before anybody is mortal: it goes to another database and back.
  file = await fileFromElsewhere();
  lead = await makeViewer("Lea", ["lead"]);
  await registerJudging();
  makePoolMortal();
});

const chat: ChatModel = {
  async *stream() {
    yield { type: "text", text: "Well, then: [[A]]" };
    yield { type: "done", finishReason: "stop", usage: { promptTokens: 10, completionTokens: 5 } };
  },
};

const embedder: EmbeddingModel = {
  embed: async (texts) => ({
    vectors: texts.map(({ length }) => Float32Array.of(length, 1)),
    tokens: 2 * texts.length,
  }),
};
const vectorsAbout = (snapshotId: string) =>
  query`SELECT text_hash, numbers FROM text_vector WHERE source LIKE ${`%${snapshotId}%`} ORDER BY text_hash`;

const detector: Detector = {
  detect: async (texts) => ({ chances: texts.map(({ length }) => (length % 10) / 10), tokens: 2 * texts.length }),
};
const chancesAbout = (snapshotId: string) =>
  query`SELECT text_hash, chance FROM detector_score WHERE source LIKE ${`%${snapshotId}%`} ORDER BY text_hash`;

type Story = {
  /** Asks for the job. */
  begin: () => Promise<string>;
  /** What must be so once it is done. */
  check: (id: string) => Promise<void>;
  /** What a worker that lost it must not change. */
  state: (id: string) => Promise<unknown>;
  /** Of the boundaries of long work each so-manieth: a number that has no part in how its loops repeat. */
  each?: number;
};

/** A project file, and what is in it. */
let file: { text: string; projectId: string; name: string; rows: Record<string, number> };

async function fileFromElsewhere(): Promise<typeof file> {
  return elsewhere(async () => {
    const { project } = await makeWholeProject("Quokka");
    return inProject(project.id, async () => {
      let text = "";
      for await (const piece of streamOneMoment(writeProjectFile)) text += piece;
      return { text, projectId: project.id, name: project.name, rows: await rowsOf(project.id) };
    });
  });
}

/** Rows of a project in some tables that others hang on, or that are append-only. */
async function rowsOf(projectId: string): Promise<Record<string, number>> {
  const tables = ["run", "turn", "attempt", "decision", "answer_version", "vote_version", "judgment"];
  const counted = tables.map(async (table) => {
    const { rows } = await acrossProjects(() =>
      pool().query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} WHERE project_id = $1`, [projectId]),
    );
    return [table, rows[0]?.n ?? 0] as const;
  });
  return Object.fromEntries(await Promise.all(counted));
}

async function* piecesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

async function dialogues(texts = ["Question?", "Yes."]): Promise<string[]> {
  const made = [];
  for (let i = 0; i < 2; i++) made.push((await makeDialogue({ status: "ended", texts })).dialogue.id);
  return made;
}

async function frozenExport(): Promise<{ id: string }> {
  const members = { list: { dialogueIds: await dialogues() } };
  const { id: dataSetId } = await createDataSet(lead, { name: "Talks", note: "", members });
  const { id: snapshotId } = await createSnapshot(lead, { dataSetId, note: "" });
  return createExport(lead, usualRecipe(snapshotId));
}

let hub: Awaited<ReturnType<typeof startFakeHub>>;
beforeAll(async () => {
  hub = await startFakeHub();
});
afterAll(() => hub.close());

let tuning: FakeTuning;
let ray: FakeRay;
beforeAll(async () => {
  tuning = await startFakeTuning({ isQuick: true });
  const told = [
    { type: "step", step: 1, of: 1, loss: 1 },
    { type: "done", folder: "final" },
  ];
  ray = await startFakeRay({ log: told.map((one) => `${JSON.stringify(one)}\n`).join("") });
});
afterAll(() => Promise.all([tuning.close(), ray.close()]));

function hubDestination() {
  const repo = `team/${newId("destination")}`;
  const address = destinationAddressSchema.parse({ kind: "hub", url: hub.url, repo });
  return createDestination(lead, { name: "Hub", address, key: { secret: hub.token } });
}

function commitsOf({ destination: { address } }: Push) {
  const repo = address.kind === "hub" ? address.repo : "";
  return [repo, hub.commits(repo)] as const;
}

const verdicts = (batchId: string) => query`
  SELECT d.id, d.verdict, d.version FROM dialogue d JOIN bulk_act_item i ON i.dialogue_id = d.id
  WHERE i.bulk_act_id = ${batchId} ORDER BY d.id`;
const itemsOf = (batchId: string) => query<{ status: string; decisions: number }>`
  SELECT i.status, (SELECT count(*)::int FROM decision c WHERE c.batch_id = ${batchId} AND c.dialogue_id = i.dialogue_id)
    AS decisions FROM bulk_act_item i WHERE i.bulk_act_id = ${batchId} ORDER BY i.position`;

const stories: Record<string, Story> = {
  "does a bulk act": {
    begin: async () =>
      (await createBulkAct(lead, { dialogueIds: await dialogues() }, { kind: "tag", tags: ["seen"] })).id,
    check: async (id) =>
      expect(await itemsOf(id)).toEqual([
        { status: "done", decisions: 1 },
        { status: "done", decisions: 1 },
      ]),
    state: async (id) => [await verdicts(id), await itemsOf(id)],
  },
  "takes a bulk act back": {
    begin: async () => {
      const { id } = await createBulkAct(lead, { dialogueIds: await dialogues() }, { kind: "accept" });
      await doDueJobs();
      return (await undoBulkAct(lead, id)).id;
    },
    check: async (id) =>
      expect(await itemsOf(id)).toEqual([
        { status: "done", decisions: 1 },
        { status: "done", decisions: 1 },
      ]),
    state: async (id) => [await verdicts(id), await itemsOf(id)],
  },
  "tests a connection": {
    begin: async () => (await createProbe(lead, (await makeModel()).id)).id,
    check: async (id) => expect(await readProbe(id)).toMatchObject({ status: "passed", text: "Well, then: [[A]]" }),
    state: (id) => query`SELECT status, result, error FROM job WHERE id = ${id}`,
  },
  "looks for near-duplicates": {
    begin: async () => {
      await dialogues([`Why ${Math.random()} is the sky blue, of all colours?`, "Because it scatters light, mostly."]);
      await enqueueComparisons();
      return "";
    },
    check: async () => {
      const wrong = await query`
        SELECT d.id FROM dialogue d WHERE d.status = 'ended' AND (
          SELECT count(*) FROM dialogue_fingerprint w JOIN text_fingerprint g ON g.id = w.fingerprint_id AND g.group_id IS NOT NULL
          WHERE w.dialogue_id = d.id AND w.subject = 'dialogue') <> 1`;
      expect(wrong).toEqual([]);
      expect(await readDuplicateProgress()).toMatchObject({ waiting: 0 });
    },
    state: () => query`SELECT w.id, w.group_id, w.digest FROM text_fingerprint w ORDER BY w.id`,
  },
  "writes answers": {
    begin: () => makeModelEvaluation(lead, 1),
    check: async (id) => {
      const rows = await query<{ status: string; rounds: unknown[]; tokens: number }>`
        SELECT status, rounds, completion_tokens AS tokens FROM candidate_response WHERE evaluation_id = ${id}`;
      // What came whole was paid for once; what a dead worker asked for is its provider's to tell.
      for (const { status, rounds, tokens } of rows)
        expect({ status, rounds: rounds.length, tokens }).toEqual({ status: "ready", rounds: 2, tokens: 10 });
      expect(await prisma.comparison.count({ where: { evaluationId: id, isReady: false } })).toBe(0);
    },
    state: (id) => query`
      SELECT item_id, candidate_id, status, rounds, cost, prompt_tokens, failures FROM candidate_response WHERE evaluation_id = ${id}
      ORDER BY item_id, candidate_id`,
  },
  "works out results": {
    begin: async () => {
      const { evaluationId } = await makeEvaluation({ prompts: 1 });
      const payload = { evaluationId, order: { figures: "results", source: "people" } } as const;
      await transaction((tx) => enqueueJob(tx, { kind: "evaluation_results", payload, key: evaluationId }));
      return evaluationId;
    },
    check: async (id) => {
      const { version, stored } = await findFigures(id, keyOfFigures({ figures: "results", source: "people" }));
      expect(stored?.votesVersion).toBe(version);
    },
    state: (id) => query`SELECT query, votes_version, body FROM evaluation_figures WHERE evaluation_id = ${id}`,
  },
  "imports a project": {
    each: 3,
    begin: async () => {
      // It keeps its ids, so the one before goes first.
      if (await prisma.project.findUnique({ where: { id: file.projectId } })) {
        await inProject(file.projectId, () => deleteProject(lead, file.name));
        await doDueJobs();
      }
      return (await takeProjectFile(lead, undefined, piecesOf(file.text))).id;
    },
    check: async (id) => {
      expect(await rowsOf(file.projectId)).toEqual(file.rows);
      expect(await prisma.job.findUnique({ where: { id } })).toMatchObject({ subjectId: file.projectId, error: null });
      expect(await prisma.auditLine.count({ where: { id: id.replace("job_", "aud_") } })).toBe(1);
    },
    state: async (id) => [
      await rowsOf(file.projectId),
      await prisma.auditLine.count({ where: { id: id.replace("job_", "aud_") } }),
    ],
  },
  "deletes a project": {
    each: 11,
    begin: async () => {
      const { project } = await makeWholeProject(`Numbat ${newId("project")}`);
      await inProject(project.id, () => deleteProject(lead, project.name));
      return project.id;
    },
    check: async (id) => {
      expect(Object.values(await rowsOf(id)).filter((n) => n > 0)).toEqual([]);
      expect(await prisma.project.findUnique({ where: { id } })).toBeNull();
      expect(await prisma.auditLine.findFirst({ where: { subjectId: id } })).toMatchObject({
        kind: "project_deleted",
        endedAt: expect.any(Date),
      });
    },
    state: rowsOf,
  },
  "takes dialogues in": {
    each: 2,
    begin: async () => {
      const lines = Array.from({ length: 450 }, (_, i) =>
        i % 10 === 3 ? "no dialogue" : JSON.stringify({ data: [`Question ${i}?`, "An answer."] }),
      );
      const options = importOptionsSchema.parse({});
      const asked = { name: "Talks", fileName: "", options, source: importSourceSchema.parse({}) };
      const file = Readable.from([Buffer.from(lines.join("\n"))]);
      return (await takeDialogueFile(lead, { ...asked, format: "ultrachat", again: true }, file)).id;
    },
    check: async (id) => {
      const [row] =
        await query`SELECT taken, refused, finished_at IS NOT NULL AS finished FROM import WHERE id = ${id}`;
      expect(row).toEqual({ taken: 405, refused: 45, finished: true });
      const found = await query`SELECT opening FROM dialogue WHERE import_id = ${id} ORDER BY number`;
      const meant = Array.from({ length: 450 }, (_, i) => i).filter((i) => i % 10 !== 3);
      expect(found).toEqual(meant.map((i) => ({ opening: `Question ${i}?` })));
      expect(await prisma.turn.count({ where: { dialogue: { importId: id } } })).toBe(810);
      expect(await prisma.importProblem.count({ where: { importId: id } })).toBe(45);
    },
    state: (id) => query`
      SELECT i.taken, i.refused, i.finished_at, (SELECT count(*)::int FROM dialogue d WHERE d.import_id = i.id) AS dialogues,
        (SELECT count(*)::int FROM import_problem p WHERE p.import_id = i.id) AS problems FROM import i WHERE i.id = ${id}`,
  },
  "makes training files": {
    begin: async () => (await frozenExport()).id,
    check: async (id) => {
      const made = await findTrainingExport(id);
      expect(made).toMatchObject({ counts: { dialogues: 2, rows: 2 }, finishedAt: expect.any(String) });
      expect(await prisma.signingKey.count()).toBe(1);
    },
    state: (id) => query`SELECT counts, files, manifest, signature, finished_at FROM training_export WHERE id = ${id}`,
  },
  "pushes an export": {
    begin: async () => {
      const { id: exportId } = await frozenExport();
      await doDueJobs();
      const { id: destinationId } = await hubDestination();
      return (await createPush(lead, { exportId, destinationId })).id;
    },
    check: async (id) => {
      const push = must(await findPush(id), "the push");
      const [repo, commits] = commitsOf(push);
      expect(commits).toHaveLength(2);
      expect(push.outcome).toEqual({ url: `${hub.url}/datasets/${repo}/tree/${commits[1]?.oid}`, files: 9 });
      expect(commits[1]?.files.size).toBe(10);
      expect(await prisma.exportDownload.count({ where: { pushId: id } })).toBe(1);
    },
    state: async (id) => [
      await query`SELECT outcome, finished_at FROM export_push WHERE id = ${id}`,
      commitsOf(must(await findPush(id), "the push")),
    ],
  },
  "tests a destination": {
    begin: async () => (await testDestination(lead, (await hubDestination()).id)).id,
    check: async (id) =>
      expect((await findDestination(id))?.test).toMatchObject({ status: "done", text: expect.stringMatching("lea") }),
    state: (id) => query`SELECT status, result, error FROM job WHERE subject_id = ${id}`,
  },
  "looks through dialogues": {
    begin: async () => {
      const { origin } = await makeImportedDialogue({
        personId: lead.id,
        texts: ["At jo@firm.org?", "Yes: jo@firm.org."],
      });
      return (await createScan(lead, { import: origin.id }, scanAskedSchema.parse({ kinds: ["email"] }))).id;
    },
    check: async (id) => {
      expect(await query`SELECT looked, found, finished_at IS NOT NULL AS finished FROM scan WHERE id = ${id}`).toEqual(
        [{ looked: 1, found: 2, finished: true }],
      );
      expect(await prisma.scanFinding.count({ where: { scanId: id } })).toBe(2);
    },
    state: (id) => query`
      SELECT s.looked, s.found, s.finished_at, (SELECT count(*)::int FROM scan_finding f WHERE f.scan_id = s.id) AS findings
      FROM scan s WHERE s.id = ${id}`,
  },
  "makes a split": {
    begin: async () => {
      const members = { list: { dialogueIds: await dialogues() } };
      const { id: dataSetId } = await createDataSet(lead, { name: "Talks", note: "", members });
      const { id } = await createSnapshot(lead, { dataSetId, note: "" });
      const spec = splitSpecSchema.parse({ name: "Main" });
      return (await createSplit(lead, { spec, snapshotIds: [id], earlierId: null })).splitId;
    },
    check: async (id) => {
      expect([...(await readSplitParts(id)).values()].sort()).toEqual(["train", "train"]);
      expect(await findSplit(id)).toMatchObject({ facts: { parts: [{ part: "train", dialogues: 2 }] } });
    },
    state: (id) => query`
      SELECT p.id, p.facts, (SELECT count(*)::int FROM split_snapshot x WHERE x.split_id = p.id) AS snapshots
      FROM split p WHERE p.id = ${id}`,
  },
  "measures a snapshot": {
    begin: async () => {
      const members = { list: { dialogueIds: await dialogues() } };
      const { id: dataSetId } = await createDataSet(lead, { name: "Talks", note: "", members });
      const { id } = await createSnapshot(lead, { dataSetId, note: "" });
      await measureSnapshot(lead, id);
      return id;
    },
    check: async (id) => {
      const { rows } = await readSnapshotFigures(id);
      expect(rows.find((row) => row.id === "rounds")).toMatchObject({ figure: { values: 2 } });
    },
    state: (id) => query`SELECT version, tokenizer, body FROM snapshot_figures WHERE snapshot_id = ${id}`,
  },
  "follows a data set": {
    begin: async () => {
      const members = { list: { dialogueIds: await dialogues() } };
      const { id } = await createDataSet(lead, { name: "Talks", note: "", members });
      await askToFollow(lead, id);
      return id;
    },
    check: async (id) => {
      const { counted, rows } = await readDataSetFigures(id);
      expect(counted?.dialogues).toBe(2);
      expect(rows.find((row) => row.id === "rounds")).toMatchObject({ figure: { values: 2 } });
      expect(await query`SELECT 1 FROM data_set_path WHERE data_set_id = ${id}`).toHaveLength(2);
    },
    state: async (id) => [
      await query`SELECT version, tokenizer, body, exact, days FROM data_set_figures WHERE data_set_id = ${id}`,
      await query`SELECT dialogue_id, version, head_id FROM data_set_path WHERE data_set_id = ${id} ORDER BY 1`,
    ],
  },
  "draws a topic map": {
    begin: async () => {
      const members = { list: { dialogueIds: await dialogues() } };
      const { id: dataSetId } = await createDataSet(lead, { name: "Talks", note: "", members });
      const { id } = await createSnapshot(lead, { dataSetId, note: "" });
      await askForTopicMap(lead, id, { subject: "openings", vectoriser: "own" });
      return id;
    },
    check: async (id) => {
      const { map } = await readTopicMap(id, { subject: "openings", vectoriser: "own" });
      expect(map).toMatchObject({ points: 2, skipped: 0 });
    },
    state: (id) => query`SELECT version, own, dialogue_ids, places, flat FROM topic_map WHERE snapshot_id = ${id}`,
  },
  "finds a gap": {
    each: 2,
    begin: async () => {
      const frozen = async (text: string) => {
        const members = { list: { dialogueIds: await dialogues([text, "Yes."]) } };
        const { id: dataSetId } = await createDataSet(lead, { name: "Talks", note: "", members });
        return (await createSnapshot(lead, { dataSetId, note: "" })).id;
      };
      const [peopleId, simulatedId] = [await frozen("A volcano?"), await frozen("A mortgage?")];
      const order = gapOrderSchema.parse({ peopleId, simulatedId });
      return (await createGap(lead, order)).id;
    },
    check: async (id) => {
      expect((await findGap(id))?.gap).toMatchObject({ summary: { clusters: 2 }, finishedAt: expect.any(String) });
      expect(await prisma.gapCluster.count({ where: { gapId: id } })).toBe(4);
    },
    state: async (id) => [
      await query`SELECT findings, finished_at FROM gap WHERE id = ${id}`,
      await query`SELECT cluster, side, turn_ids FROM gap_cluster WHERE gap_id = ${id} ORDER BY 1, 2`,
    ],
  },
  "gets vectors": {
    begin: async () => {
      const members = { list: { dialogueIds: await dialogues([`${newId("turn")}?`, "Yes.", "And then?", "No."]) } };
      const { id: dataSetId } = await createDataSet(lead, { name: "Talks", note: "", members });
      const { id } = await createSnapshot(lead, { dataSetId, note: "" });
      const { id: modelId } = await makeModel({ baseUrl: `http://127.0.0.1:9/${id}/v1` });
      await askForVectors(lead, id, modelId);
      return id;
    },
    check: async (id) => {
      expect(await vectorsAbout(id)).toHaveLength(2);
      expect(await prisma.job.findFirst({ where: { subjectId: id } })).toMatchObject({ done: 2, total: 2 });
    },
    state: async (id) => [await vectorsAbout(id), await query`SELECT money, tokens FROM spending`],
  },
  "measures a snapshot as a whole": {
    begin: async () => {
      const members = { list: { dialogueIds: await dialogues() } };
      const { id: dataSetId } = await createDataSet(lead, { name: "All", note: "", members });
      const { id } = await createSnapshot(lead, { dataSetId, note: "" });
      await measureCorpusOf(lead, { kind: "snapshot", id }, null);
      return id;
    },
    check: async (id) => {
      const { counted } = await readCorpusFigures({ kind: "snapshot", id });
      expect(counted).toMatchObject({ own: { dialogues: 2, drawn: 2 }, peopleId: null });
    },
    state: (id) => query`SELECT people_id, version, body FROM corpus_figures WHERE snapshot_id = ${id}`,
  },
  "measures a data set as a whole": {
    begin: async () => {
      const members = { list: { dialogueIds: await dialogues() } };
      const { id } = await createDataSet(lead, { name: "Whole", note: "", members });
      await measureCorpusOf(lead, { kind: "data_set", id }, null);
      return id;
    },
    check: async (id) => {
      const { counted } = await readCorpusFigures({ kind: "data_set", id });
      expect(counted).toMatchObject({ own: { dialogues: 2, drawn: 2 }, peopleId: null, isStale: false });
    },
    state: async (id) => [
      await query`SELECT people_id, version, body, held_at FROM data_set_corpus WHERE data_set_id = ${id}`,
      await query`SELECT version, body, changed_at FROM data_set_figures WHERE data_set_id = ${id}`,
    ],
  },
  "asks a detector who wrote": {
    each: 2,
    begin: async () => {
      const frozen = async () => {
        const members = {
          list: { dialogueIds: await dialogues([`${newId("turn")} ${"and so on ".repeat(30)}`, "Yes."]) },
        };
        const { id: dataSetId } = await createDataSet(lead, { name: "Doubted", note: "", members });
        return (await createSnapshot(lead, { dataSetId, note: "" })).id;
      };
      const [peopleId, id] = [await frozen(), await frozen()];
      await measureCorpusOf(lead, { kind: "snapshot", id }, peopleId);
      await doDueJobs();
      const { id: modelId } = await makeModel({ baseUrl: `http://127.0.0.1:9/${id}/v1` });
      await askDetector(lead, { kind: "snapshot", id }, modelId);
      return id;
    },
    check: async (id) => {
      const { counted } = await readCorpusFigures({ kind: "snapshot", id });
      expect(counted?.detectors).toMatchObject([{ refused: 0 }]);
      // Both dialogues of a side say the same: it is asked, and paid for, once.
      expect(await chancesAbout(id)).toHaveLength(2);
      expect(await prisma.job.findFirst({ where: { subjectId: id, kind: "detector_scores" } })).toMatchObject({
        result: { texts: 4, refused: 0 },
      });
    },
    state: async (id) => [
      await chancesAbout(id),
      await query`SELECT body -> 'detectors' AS said FROM corpus_figures WHERE snapshot_id = ${id}`,
      await query`SELECT money, tokens FROM spending`,
    ],
  },
  "has dialogues scored": {
    begin: async () => {
      const members = { list: { dialogueIds: await dialogues() } };
      const { id: dataSetId } = await createDataSet(lead, { name: "Scored", note: "", members });
      const { id } = await createSnapshot(lead, { dataSetId, note: "" });
      await askForScores(
        lead,
        { kind: "snapshot", id },
        { modelId: (await makeModel()).id, dialogues: 2, peopleId: null },
      );
      return id;
    },
    check: async (id) => {
      const [judged] = (await readScores({ kind: "snapshot", id })).judged;
      expect(judged?.own).toMatchObject({ asked: 2, missing: 2 });
    },
    state: (id) => query`
      SELECT s.turn_id, s.reply, s.error, s.completion_tokens FROM dialogue_score s JOIN turn t ON t.id = s.turn_id
        JOIN snapshot_dialogue m ON m.dialogue_id = t.dialogue_id WHERE m.snapshot_id = ${id} ORDER BY s.turn_id`,
  },
  "trains the embedded model": {
    begin: async () => {
      const members = { list: { dialogueIds: await dialogues() } };
      const { id: dataSetId } = await createDataSet(lead, { name: "Taught", note: "", members });
      const { id: snapshotId } = await createSnapshot(lead, { dataSetId, note: "" });
      return (await createTraining(lead, embeddedSpec(snapshotId, "Taught"))).id;
    },
    each: 4,
    check: async (id) => {
      expect(await findTrainingJob(id)).toMatchObject({
        status: "done",
        model: { name: "Taught" },
        last: { step: 10 },
      });
      expect(await prisma.model.count({ where: { trainingJobId: id } })).toBe(1);
    },
    state: async (id) => [
      await query`SELECT phase, outcome, fault FROM training_job WHERE id = ${id}`,
      await query`SELECT kind, step, opening, body FROM training_event WHERE training_job_id = ${id} ORDER BY 1, 2, 3`,
      await query`SELECT name FROM model WHERE training_job_id = ${id}`,
    ],
  },
  "has a model trained at a fine-tuning server": {
    begin: async () => {
      const placeId = await makeTrainingPlace(lead, { kind: "fine_tuning", url: tuning.url, key: tuning.key });
      return askToTrain(lead, "fine_tuning", { placeId, snapshotId: await makeTrainingSnapshot(lead, 2) });
    },
    check: async (id) => {
      expect(await findTrainingJob(id)).toMatchObject({ status: "done", last: { step: 2, loss: 1 } });
      expect(await prisma.model.count({ where: { trainingJobId: id } })).toBe(1);
      // Whatever died: it was sent once, and begun once.
      const [jobs, files] = [[...tuning.jobs.values()], [...tuning.files.values()]];
      const isIts = (metadata: unknown) => (metadata as { realchat_training?: string }).realchat_training === id;
      expect(jobs.filter(({ body }) => isIts(body.metadata))).toHaveLength(1);
      expect(files.filter(({ filename }) => filename.startsWith(id))).toHaveLength(1);
    },
    state: async (id) => [
      await query`SELECT phase, remote, outcome, fault FROM training_job WHERE id = ${id}`,
      await query`SELECT kind, step, opening, body FROM training_event WHERE training_job_id = ${id} ORDER BY 1, 2, 3`,
      [...tuning.jobs.keys()],
    ],
  },
  "has a model trained on a Ray cluster": {
    each: 2,
    begin: async () => {
      const placeId = await makeTrainingPlace(lead, {
        kind: "ray",
        url: ray.url,
        settings: { storage: "/mnt/models" },
      });
      return askToTrain(lead, "ray", { placeId, snapshotId: await makeTrainingSnapshot(lead, 2) });
    },
    check: async (id) => {
      expect(await findTrainingJob(id)).toMatchObject({
        status: "done",
        last: { step: 1 },
        outcome: { folder: `/mnt/models/${id}/final` },
      });
      expect([...ray.jobs.keys()].filter((name) => name.startsWith(id))).toEqual([`${id}-1`]);
    },
    state: async (id) => [
      await query`SELECT phase, remote, outcome, fault FROM training_job WHERE id = ${id}`,
      await query`SELECT kind, step, opening, body FROM training_event WHERE training_job_id = ${id} ORDER BY 1, 2, 3`,
      [...ray.jobs.keys()],
    ],
  },
  "looks at a place to train": {
    begin: async () => {
      const id = await makeTrainingPlace(lead, { kind: "fine_tuning", url: tuning.url, key: tuning.key });
      await testTrainingPlace(lead, id);
      return id;
    },
    check: async (id) =>
      expect(await findTrainingPlace(id)).toMatchObject({
        test: { status: "done" },
        abilities: { server: "other", cancel: true },
      }),
    state: (id) => query`SELECT abilities FROM training_place WHERE id = ${id}`,
  },
  "asks a judge": {
    begin: async () => {
      const { evaluationId } = await makeEvaluation({ prompts: 1 });
      const [set] = (await listPromptSets({ limit: 2 })).items;
      const order = { modelId: (await makeModel()).id, promptSetId: set?.id ?? "", mode: "pair" } as const;
      return (await createJudgeRun(lead, evaluationId, order)).id;
    },
    check: async (id) => {
      const rows = await query`SELECT status, completion_tokens AS tokens FROM judgment WHERE judge_run_id = ${id}`;
      expect(rows).toEqual(rows.map(() => ({ status: "ready", tokens: 5 })));
      expect(rows.length).toBeGreaterThan(1);
      expect(await prisma.judgeRun.findUnique({ where: { id } })).toMatchObject({ status: "done" });
    },
    state: (id) => query`
      SELECT id, status, text, cost, completion_tokens, failures FROM judgment WHERE judge_run_id = ${id} ORDER BY id`,
  },
};

/** What a worker does, without its clocks: jobs that fail are due again at once. */
async function work(workerId: string): Promise<void> {
  await untilReachable(reapJobs);
  await doDueJobs({ chat, embedder, detector, workerId });
}

/** Time passes: leases run out, what waited is due, and many deaths are no sign of a job that kills. */
const letTimePass = () =>
  acrossProjects(
    () => query`
      WITH asked AS (
        -- A training whose beginning was not heard of is looked for, for a minute.
        UPDATE training_job SET remote = jsonb_set(remote, '{asked,at}', '"2026-01-01T00:00:00Z"') WHERE remote ->> 'asked' IS NOT NULL)
      UPDATE job SET due_at = now(), failures = 0, lease_until = lease_until - interval '1 hour'
      WHERE status IN ('waiting', 'running')`,
  );

async function finish(): Promise<void> {
  const isOpen = async () =>
    (await acrossProjects(() => query`SELECT FROM job WHERE status IN ('waiting', 'running')`)).length > 0;
  for (let i = 0; i < 5 && (await isOpen()); i++) {
    await letTimePass();
    await work("heir");
  }
  expect(await prisma.job.count({ where: { status: { notIn: ["done"] } } })).toBe(0);
}

it.each(Object.entries(stories))(
  "a worker that %s may die at any boundary",
  async (name, { begin, check, each = 1 }) => {
    let deaths = 0;
    for (; ; deaths++) {
      const id = await begin();
      const life = new Life(deaths * each + 1);
      const end = await life.live(() => work(`dead-${deaths}`));
      if (end === "fallen") {
        await life.cutConnections();
        life.bury();
      }
      await finish();
      await check(id);
      if (end === "done") break;
    }
    survived[name] = { deaths, sleeps: 0 };
    expect(deaths).toBeGreaterThan(4);
  },
  120_000,
);

it.each(Object.entries(stories))(
  "a worker that %s may sleep at any boundary and wake when another has its work",
  async (name, { begin, check, state, each = 1 }) => {
    let sleeps = 0;
    for (; ; sleeps++) {
      const id = await begin();
      const life = new Life(sleeps * each + 1);
      if ((await life.live(() => work(`zombie-${sleeps}`))) === "done") break;
      await life.cutConnections();
      await letTimePass();
      await reapJobs();
      await claimJobs("heir", new Map(jobKindSchema.options.map((kind) => [kind, 9])));
      const jobs = () =>
        acrossProjects(
          () => query`SELECT id, status, fence, done, total, sentence, result, error, failures FROM job ORDER BY id`,
        );
      const before = [await state(id), await jobs()];
      await life.wake().catch(() => undefined);
      expect([await state(id), await jobs()], `after a sleep before statement ${sleeps * each + 1}`).toEqual(before);
      await finish();
      await check(id);
    }
    survived[name] = { deaths: survived[name]?.deaths ?? 0, sleeps };
    await finish();
  },
  120_000,
);
