import { beforeAll, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { prisma } from "@/lib/data/prisma";
import { goneCode, unpackPoints } from "@/lib/domain/statistics/packed-map";
import { mapChoiceSchema } from "@/lib/domain/statistics/topic-map";
import type { Viewer } from "@/lib/domain/viewer";
import { makeDialogue } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { doDueJobs } from "@/lib/testing/job-runner";
import { query } from "@/lib/testing/query";
import { makeViewer } from "@/lib/testing/review";
import { addToDataSet, createDataSet } from "../data-sets/data-sets";
import { createSnapshot } from "../data-sets/freeze";
import { chooseHumanReference } from "./human-reference";
import { placeNewcomers } from "./place-newcomers";
import { askForTopicMap, readChosenPoints, readTopicMap, takeMapPoints } from "./topic-maps";

withDatabase();

let lead: Viewer;
beforeAll(async () => {
  lead = await makeViewer("Lea", ["lead"]);
});

const choice = mapChoiceSchema.parse({});
const ofAll = mapChoiceSchema.parse({ subject: "questions" });

const made = async (questions: string[]): Promise<string[]> => {
  const dialogues = questions.map((question) =>
    makeDialogue({
      status: "ended",
      texts: [question, "Yes.", "Thank you, goodbye.", "Bye."],
    }),
  );
  return (await Promise.all(dialogues)).map(({ dialogue }) => dialogue.id);
};

async function frozen(name: string, questions: string[]) {
  const dialogueIds = await made(questions);
  const { id: dataSetId } = await createDataSet(lead, { name, note: "", members: { list: { dialogueIds } } });
  return { ...(await createSnapshot(lead, { dataSetId, note: "" })), dialogueIds };
}

async function pointsOf(snapshotId: string, which = choice) {
  const chunks: Uint8Array[] = [];
  for await (const piece of (await takeMapPoints(snapshotId, which)).pieces) chunks.push(Buffer.from(piece));
  return unpackPoints(Uint8Array.from(Buffer.concat(chunks)).buffer);
}

async function drawn(snapshotId: string, which = choice) {
  await askForTopicMap(lead, snapshotId, which);
  await doDueJobs();
  expect(await query`SELECT error FROM job WHERE kind = 'topic_map' AND error IS NOT NULL`).toEqual([]);
  return must((await readTopicMap(snapshotId, which)).map, "the map");
}

const cooking = (i: number) => `How long do I cook ${"brown ".repeat(i % 4)}rice with ${i} onions?`;
const stars = (i: number) => `Why does a ${"very ".repeat(i % 4)}distant star number ${i} twinkle?`;
const some = (ask: (i: number) => string, n = 20) => Array.from({ length: n }, (_, i) => ask(i));

it("is drawn once, beside people, and says what each point is", async () => {
  const people = await frozen("People", some(cooking));
  const bots = await frozen("Bots", [...some(stars), ...some(cooking, 5)]);
  await chooseHumanReference(lead, people.id);
  expect(await readTopicMap(bots.id, choice)).toEqual({ map: null });
  await expect(takeMapPoints(bots.id, choice)).rejects.toThrow("not drawn yet");
  const map = await drawn(bots.id);
  expect(map).toMatchObject({ points: 45, own: 25, texts: 45, skipped: 0, hasReference: true, people: { number: 1 } });
  await prisma.dialogue.updateMany({ data: { endReason: "end_phrase" } });
  const points = await pointsOf(bots.id);
  expect(points.count).toBe(45);
  expect([...points.ends].every((code) => code === 4)).toBe(true);
  expect([...points.origins].every((origin) => map.origins[origin]?.kind === "run")).toBe(true);
  expect(new Set(points.places).size).toBeGreaterThan(20);

  const told = await readChosenPoints(bots.id, { ...choice, points: [0, 44, 44, 99] });
  expect(told.told.map(({ point }) => point)).toEqual([0, 44, 44]);
  expect(told.told[0]?.text).toContain("star");
  expect(told.told[1]?.text).toContain("rice");
  expect(told.dialogueIds).toHaveLength(2);

  // What is decided since shows; what lies in the trash is not drawn.
  const [first, second] = told.dialogueIds as [string, string];
  await prisma.dialogue.update({ where: { id: first }, data: { verdict: "rejected" } });
  await prisma.dialogue.update({ where: { id: second }, data: { deletedAt: new Date() } });
  const codes = (await pointsOf(bots.id)).verdicts;
  expect([...codes].sort((a, b) => b - a).slice(0, 3)).toEqual([goneCode, 2, 0]);

  // Drawn again it is the same; with other people it says that it is of those before.
  const places = (await pointsOf(bots.id)).places;
  await drawn(bots.id);
  expect((await pointsOf(bots.id)).places).toEqual(places);
  await chooseHumanReference(lead, null);
  expect((await readTopicMap(bots.id, choice)).map?.hasReference).toBe(false);
  expect(await drawn(bots.id)).toMatchObject({ points: 25, own: 25, people: null, hasReference: true });
});

it("can be of all questions, and of one dialogue, of two that ask the same, and of what has no words", async () => {
  const one = await frozen("One", ["Why?"]);
  expect(await drawn(one.id, ofAll)).toMatchObject({ points: 2, texts: 2 });
  expect(await drawn(one.id)).toMatchObject({ points: 1, texts: 1 });
  const same = await frozen("Same", ["Why?", "Why?", "🙂"]);
  const map = await drawn(same.id);
  expect(map).toMatchObject({ points: 3, skipped: 0 });
  const { places } = await pointsOf(same.id);
  // Points of one moment stand in the order of their ids, which are drawn.
  const told = [0, 1, 2].map((i) => places.slice(2 * i, 2 * i + 2).join());
  expect(new Set(told).size).toBe(2);
});

it("takes in what came since among its neighbours, without being drawn anew", async () => {
  const snapshot = await frozen("Both", [...some(stars), ...some(cooking)]);
  await drawn(snapshot.id);
  const before = await query`SELECT created_at FROM topic_map WHERE snapshot_id = ${snapshot.id}`;
  expect(await placeNewcomers(snapshot.id, choice)).toEqual({ newcomers: [], others: 0 });
  const dialogueIds = await made(["How long do I cook rice with 77 onions?"]);
  await addToDataSet(lead, snapshot.dataSetId, { dialogueIds });
  const { newcomers } = await placeNewcomers(snapshot.id, choice);
  expect(newcomers.map(({ dialogueId }) => dialogueId)).toEqual(dialogueIds);
  const { places } = await pointsOf(snapshot.id);
  const { x, y } = must(newcomers[0], "the newcomer");
  const away = Array.from({ length: 40 }, (_, point) => ({
    point,
    at: ((places[2 * point] ?? 0) / 65_535 - x) ** 2 + ((places[2 * point + 1] ?? 0) / 65_535 - y) ** 2,
  })).sort((a, b) => a.at - b.at);
  const near = await readChosenPoints(snapshot.id, { ...choice, points: away.slice(0, 5).map(({ point }) => point) });
  for (const { text } of near.told) expect(text).toContain("rice");
  expect(await query`SELECT created_at FROM topic_map WHERE snapshot_id = ${snapshot.id}`).toEqual(before);
});

it("is asked for by who keeps the data set", async () => {
  const { id } = await frozen("Kept", ["Why?"]);
  const rater = await makeViewer("Rob", ["annotator"]);
  await expect(askForTopicMap(rater, id, choice)).rejects.toMatchObject({ code: "forbidden" });
});
