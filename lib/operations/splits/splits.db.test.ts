import { beforeAll, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { enqueueComparisons } from "@/lib/data/duplicates/duplicate-scan";
import { findJob } from "@/lib/data/jobs/jobs";
import { prisma } from "@/lib/data/prisma";
import { readChosen } from "@/lib/data/snapshots/choice";
import { findSplit, listSplits, readSplitParts } from "@/lib/data/snapshots/splits";
import { type SplitSpec, splitSpecSchema } from "@/lib/domain/training/split-spec";
import type { Viewer } from "@/lib/domain/viewer";
import { makeDialogue, makeImportedDialogue, makeRun, makeSeedSet } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { doDueJobs } from "@/lib/testing/job-runner";
import { makeEndedDialogues, makeViewer } from "@/lib/testing/review";
import { makeOneSplit } from "@/lib/testing/splits";
import { createDataSet } from "../data-sets/data-sets";
import { createSnapshot } from "../data-sets/freeze";
import { checkSplit, createSplit, previewSplit } from "./splits";

withDatabase();

let lead: Viewer;
beforeAll(async () => {
  lead = await makeViewer("Lea", ["lead"]);
});

async function frozen(dialogueIds: string[]): Promise<string> {
  const members = { list: { dialogueIds } };
  const { id: dataSetId } = await createDataSet(lead, { name: "A list", note: "", members });
  return (await createSnapshot(lead, { dataSetId, note: "" })).id;
}

const halves = { train: 50, validation: 0, test: 50 };
const spec = (given: Partial<SplitSpec> = {}) => splitSpecSchema.parse({ name: "Main", shares: halves, ...given });
const asked = (snapshotId: string, given: Partial<SplitSpec> = {}) => ({
  spec: spec(given),
  snapshotIds: [snapshotId],
  earlierId: null,
});

/** Imported, of one file and one person who asked. */
async function askedBy(user: string, ids: (string | null)[]): Promise<string[]> {
  const made = [];
  for (const id of ids) {
    const { dialogue } = await makeImportedDialogue({ personId: lead.id });
    await prisma.dialogue.update({ where: { id: dialogue.id }, data: { given: { user, ...(id && { id }) } } });
    made.push(dialogue.id);
  }
  return made;
}

it("keeps the dialogues of one person of the source together, and stores the part of each", async () => {
  const ids = [...(await askedBy("u1", [null, null, null])), ...(await askedBy("u2", [null, null, null]))];
  const split = await makeOneSplit(lead, asked(await frozen(ids), { together: ["source_user"] }));
  expect(split.facts.parts).toMatchObject([
    { part: "train", dialogues: 3, turns: 6, clusters: 1, largest: 3 },
    { part: "test", dialogues: 3, turns: 6, clusters: 1, largest: 3 },
  ]);
  expect(split.facts.leaks.source_user).toEqual({ shared: 2, leaking: 0 });
  const parts = await readSplitParts(split.id);
  expect(new Set(ids.slice(0, 3).map((id) => parts.get(id))).size).toBe(1);
  expect([...parts.keys()].sort()).toEqual([...ids].sort());
});

it("keeps together what began from one seed, in whichever run, and tells what was not to stay together", async () => {
  const { id: seedSetId } = await makeSeedSet([{ question: "Why?" }, { question: "How?" }]);
  const ids: string[] = [];
  for (let i = 0; i < 2; i++) {
    const run = await makeRun({ dialogues: 4, seedSetId });
    for (let n = 0; n < 2; n++)
      ids.push((await makeDialogue({ runId: run.id, status: "ended", texts: [`Q ${i} ${n}`, "A"] })).dialogue.id);
  }
  const snapshotId = await frozen(ids);
  const kept = await previewSplit(lead, asked(snapshotId, { together: ["seed"] }));
  expect(kept.leaks.seed).toEqual({ shared: 2, leaking: 0 });
  expect(kept.parts.map(({ clusters }) => clusters)).toEqual([1, 1]);
  const seeds = Array.from({ length: 20 }, (_, seed) => seed);
  const loose = await Promise.all(seeds.map((seed) => previewSplit(lead, asked(snapshotId, { together: [], seed }))));
  expect(loose.some(({ leaks }) => leaks.seed.leaking > 0)).toBe(true);
});

it("keeps near-duplicates and alike openings together once they are found, and tells of whom nothing is known", async () => {
  const long = "the bread of the river went home over a hill that nobody had seen before in such a light";
  const run = await makeRun({ dialogues: 1 });
  const say = async (...texts: string[]) => (await makeDialogue({ runId: run.id, status: "ended", texts })).dialogue.id;
  const ids = [
    await say(`Tell me of ${long}`, `Once ${long} and so it ended well for them all`),
    await say(`Tell me of ${long}`, `Once ${long} and so it ended well for all`),
    await say("What is the capital of France and of Spain?", "Paris and Madrid, of course, as everybody knows."),
    await say("How do I bake a cake with apples from the garden?", "With flour, butter, sugar, eggs, and patience."),
  ];
  const snapshotId = await frozen(ids);
  expect((await previewSplit(lead, asked(snapshotId))).uncompared).toBe(4);
  await enqueueComparisons();
  await doDueJobs();
  const split = await makeOneSplit(lead, asked(snapshotId, { together: ["duplicate", "opening"] }));
  expect(split.facts).toMatchObject({
    uncompared: 0,
    leaks: { duplicate: { shared: 1, leaking: 0 }, opening: { shared: 1, leaking: 0 } },
  });
  const parts = await readSplitParts(split.id);
  expect(parts.get(must(ids[0], "first"))).toBe(parts.get(must(ids[1], "second")));
  expect(await checkSplit(split.id)).toMatchObject({ uncompared: 0, leaks: { duplicate: { leaking: 0 } } });
});

it("tells on the next look what leaks since dialogues were found to belong together", async () => {
  const ids = await askedBy("u1", ["a", "b"]);
  const [first, second] = ids;
  await prisma.dialogue.update({ where: { id: must(second, "second") }, data: { given: { user: "u2" } } });
  const split = await makeOneSplit(lead, asked(await frozen(ids), { together: ["source_user"] }));
  expect(new Set((await readSplitParts(split.id)).values()).size).toBe(2);
  await prisma.dialogue.update({ where: { id: must(first, "first") }, data: { given: { user: "u2" } } });
  expect((await checkSplit(split.id)).leaks.source_user).toEqual({ shared: 1, leaking: 1 });
});

it("keeps tags that are named as topics together, as they stood in the snapshot", async () => {
  const ids = await makeEndedDialogues(4);
  await prisma.dialogue.updateMany({ where: { id: { in: ids.slice(0, 2) } }, data: { tags: ["law", "good"] } });
  await prisma.dialogue.updateMany({ where: { id: { in: ids.slice(2) } }, data: { tags: ["tax", "good"] } });
  const snapshotId = await frozen(ids);
  await prisma.dialogue.updateMany({ where: { id: { in: ids } }, data: { tags: [] } });
  const found = await previewSplit(lead, asked(snapshotId, { together: ["topic"], topics: ["law", "tax"] }));
  expect(found.leaks.topic).toEqual({ shared: 2, leaking: 0 });
  expect(found.parts.map(({ clusters }) => clusters)).toEqual([1, 1]);
});

it("follows an earlier split: what stood in a part stays there, though the seed is another", async () => {
  const before = await makeEndedDialogues(10);
  const first = await makeOneSplit(lead, asked(await frozen(before)));
  const snapshotId = await frozen([...before, ...(await makeEndedDialogues(10))]);
  const next = await makeOneSplit(lead, { ...asked(snapshotId, { seed: 7, name: "Next" }), earlierId: first.id });
  const [old, now] = [await readSplitParts(first.id), await readSplitParts(next.id)];
  for (const [id, part] of old) expect(now.get(id)).toBe(part);
  expect(now.size).toBe(20);
  expect(next).toMatchObject({ earlier: { id: first.id, name: "Main" }, facts: { moved: 0 } });
});

it("holds several snapshots, so that a mix has each dialogue once and in one part; others are refused", async () => {
  const both = await makeEndedDialogues(2);
  const one = await frozen([...both, ...(await makeEndedDialogues(6))]);
  const two = await frozen([...both, ...(await makeEndedDialogues(2))]);
  const split = await makeOneSplit(lead, { spec: spec(), snapshotIds: [one, two, two], earlierId: null });
  expect(split.snapshots.map(({ id }) => id)).toEqual([one, two]);
  const mix = (snapshotIds: string[]) => ({
    parts: snapshotIds.map((snapshotId) => ({ snapshotId, weight: null })),
    subset: null,
    splitId: split.id,
    leftOut: [],
  });
  const chosen = await readChosen(mix([one, two]));
  expect(chosen.map(({ part, dialogues }) => [part, dialogues])).toEqual([
    ["train", 5],
    ["test", 5],
  ]);
  const ids = chosen.flatMap(({ from }) => from.flatMap(({ dialogueIds }) => dialogueIds));
  expect(new Set(ids).size).toBe(10);
  await expect(readChosen(mix([one, await frozen(await makeEndedDialogues(1))]))).rejects.toThrow("made without one");
});

it("is listed with each of its snapshots, newest first, and never changes", async () => {
  const snapshotId = await frozen(await makeEndedDialogues(2));
  const other = await frozen(await makeEndedDialogues(2));
  const first = await makeOneSplit(lead, asked(snapshotId, { name: "First" }));
  const second = await makeOneSplit(lead, { spec: spec(), snapshotIds: [snapshotId, other], earlierId: null });
  const listed = async (id?: string) =>
    (await listSplits({ snapshotId: id, limit: 50 })).items.map((split) => split.id).slice(0, 2);
  expect(await listed(snapshotId)).toEqual([second.id, first.id]);
  expect(await listed(other)).toEqual([second.id]);
  expect(await listed()).toEqual([second.id, first.id]);
  await expect(prisma.split.update({ where: { id: first.id }, data: { facts: {} } })).rejects.toThrow();
  await expect(prisma.splitSnapshot.deleteMany({ where: { splitId: first.id } })).rejects.toThrow();
});

it("is made by a worker, and there for good once that is done", async () => {
  const snapshotId = await frozen(await makeEndedDialogues(4));
  const { splitId, job } = await createSplit(lead, asked(snapshotId, { name: "By a worker" }));
  expect(job).toMatchObject({ kind: "split", status: "waiting", subject: snapshotId, subjectName: "By a worker" });
  expect(await findSplit(splitId)).toBeNull();
  await doDueJobs();
  expect(await findSplit(splitId)).toMatchObject({ name: "By a worker", createdBy: { id: lead.id } });
  expect(await findJob(job.id)).toMatchObject({ status: "done", progress: { done: 4, total: 4 } });
});
