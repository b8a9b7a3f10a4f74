import { beforeAll, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { readExportedPaths } from "@/lib/data/exports";
import { prisma } from "@/lib/data/prisma";
import { countTrainable } from "@/lib/data/snapshots/freeze";
import { readSnapshotDialogues } from "@/lib/data/snapshots/read-dialogues";
import { findSnapshot } from "@/lib/data/snapshots/snapshots";
import { transaction } from "@/lib/data/sql";
import type { Viewer } from "@/lib/domain/viewer";
import { makeDialogue, makeImportedDialogue } from "@/lib/testing/builders";
import { callRoute, giveToken } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { query, queryAsOwner } from "@/lib/testing/query";
import { makeEndedDialogues, makeViewer } from "@/lib/testing/review";
import { createDataSet } from "./data-sets";
import { createSnapshot } from "./freeze";

withDatabase();

let lead: Viewer;
beforeAll(async () => {
  lead = await makeViewer("Lea", ["lead"]);
});

async function listOf(dialogueIds: string[]) {
  return createDataSet(lead, { name: "A list", note: "", members: { list: { dialogueIds } } });
}

async function frozen(dialogueIds: string[]) {
  const { id: dataSetId } = await listOf(dialogueIds);
  const { id } = await createSnapshot(lead, { dataSetId, note: "" });
  return must(await findSnapshot(id), "the snapshot");
}

async function allOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

async function read(snapshotId: string, which: Parameters<typeof readSnapshotDialogues>[1] = {}) {
  return (await allOf(readSnapshotDialogues(snapshotId, which))).flat();
}

type Marks = { endMark?: number; rejected?: number; untrained?: number[] };

async function marked(texts: string[], { endMark, rejected, untrained = [] }: Marks = {}) {
  const { dialogue, turns } = await makeDialogue({ status: "ended", texts });
  const idOf = (place: number) => must(turns[place], "a turn").id;
  const data = { endMarkId: endMark === undefined ? null : idOf(endMark), untrained: untrained.map(idOf) };
  await prisma.dialogue.update({ where: { id: dialogue.id }, data });
  if (rejected !== undefined)
    await prisma.turn.update({ where: { id: idOf(rejected) }, data: { flags: ["rejected_by_person"] } });
  return { id: dialogue.id, turns };
}

const four = ["Why?", "Because.", "And?", "So."];

it.each<[string, string[], Marks, string[] | string]>([
  ["is whole where it ends on an answer", four, {}, four],
  ["loses a question that nobody answered", [...four, "Oh?"], {}, four],
  ["ends where a real user would stop", four, { endMark: 1 }, four.slice(0, 2)],
  ["ends before a turn that was rejected", four, { rejected: 3 }, four.slice(0, 2)],
  ["ends before the first of both", [...four, "Oh?", "Yes."], { endMark: 3, rejected: 4 }, four],
  ["is left out where nothing was written", [], {}, "empty"],
  ["is left out where nothing was answered", ["Why?"], {}, "unanswered"],
  ["is left out where the first answer was rejected", four, { rejected: 1 }, "rejected"],
  ["is left out where a turn says nothing", ["Why?", " \n\u00a0\u2003\ufeff", "And?", "So."], {}, "blank"],
  ["is no blank for a space before its words", ["Why?", `${" ".repeat(40)}So.`], {}, ["Why?", `${" ".repeat(40)}So.`]],
])("a dialogue %s, in a snapshot as in a file", async (_, texts, marks, meant) => {
  const { id } = await marked(texts, marks);
  const whole = await marked(four);
  const snapshot = await frozen([id, whole.id]);
  const dialogues = await read(snapshot.id);
  const files = await allOf(readExportedPaths({ verdict: "any", chosen: `${id},${whole.id}` }));
  expect(dialogues.map(({ position: _, ...dialogue }) => dialogue)).toEqual(files);
  const found = dialogues.find((dialogue) => dialogue.id === id);
  if (typeof meant === "string") {
    expect(found).toBeUndefined();
    expect(snapshot.facts.leftOut).toEqual({ [meant]: 1 });
  } else {
    expect(found?.turns.map(({ text }) => text)).toEqual(meant);
    expect(snapshot.facts.leftOut).toEqual({});
  }
  expect(await countTrainable({ dataSet: snapshot.dataSetId })).toEqual({
    dialogues: snapshot.dialogues,
    leftOut: snapshot.facts.leftOut,
  });
});

it("leaves out what the assistant begins", async () => {
  const { dialogue } = await makeDialogue({ status: "ended", texts: ["Hello.", "Hi.", "Yes?"], first: "assistant" });
  const whole = await marked(four);
  expect((await frozen([dialogue.id, whole.id])).facts.leftOut).toEqual({ order: 1 });
});

it("is of one moment, whatever is edited, made or deleted while it is taken", async () => {
  const ids = (await makeEndedDialogues(450)).toSorted();
  const members = { filter: { status: "ended", endReason: "round_cap" } };
  const dataSet = await createDataSet(lead, { name: "Living", note: "", members });
  const [edited = "", deleted = ""] = ids.slice(-2);
  const freezing = await transaction(async (tx) => {
    // It begins, and waits for the number that this holds.
    await tx.query("SELECT 1 FROM data_set WHERE id = $1 FOR UPDATE", [dataSet.id]);
    const asked = createSnapshot(lead, { dataSetId: dataSet.id, note: "" });
    await waitingFor("data_set");
    await query`INSERT INTO turn (id, dialogue_id, speaker, text, origin, version) VALUES ('new', ${edited}, 'user', 'Oh?', 'person', 3)`;
    await query`UPDATE dialogue SET head_id = 'new', version = 3 WHERE id = ${edited}`;
    await query`UPDATE dialogue SET deleted_at = now() WHERE id = ${deleted}`;
    await makeEndedDialogues(10);
    return { asked };
  });
  const { id } = await freezing.asked;
  const dialogues = await read(id);
  expect(dialogues.map((dialogue) => dialogue.id)).toEqual(ids);
  expect(dialogues.map(({ position }) => position)).toEqual(ids.map((_, i) => i + 1));
  expect(dialogues.find((dialogue) => dialogue.id === edited)?.turns).toHaveLength(2);
  expect((await read(id, { after: 447 })).map((dialogue) => dialogue.id)).toEqual(ids.slice(447));
  const positions = ids.map((_, i) => i + 1).filter((position) => position % 3 === 0);
  const some = positions.map((position) => ids[position - 1]);
  expect((await read(id, { positions })).map((dialogue) => dialogue.id)).toEqual(some);
  expect((await read(id, { positions, after: 7 })).map((dialogue) => dialogue.id)).toEqual(some.slice(7));
  // The next one is of its own moment.
  const next = await createSnapshot(lead, { dataSetId: dataSet.id, note: "" });
  expect(next).toMatchObject({ number: 2, dialogues: 458 });
});

/** Until somebody waits for a row of the table that somebody else holds. */
async function waitingFor(table: string): Promise<void> {
  for (;;) {
    const [row] = await queryAsOwner`SELECT FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE ${`%UPDATE ${table} %`}`;
    if (row) return;
    await queryAsOwner`SELECT pg_sleep(0.01)`;
  }
}

it("does not change with its dialogues, and nobody can change it", async () => {
  const { id, turns } = await marked(four, { untrained: [2] });
  const snapshot = await frozen([id]);
  const before = await read(snapshot.id);
  expect(before[0]?.turns.map(({ trained }) => trained)).toEqual([true, true, false, true]);
  await prisma.dialogue.update({
    where: { id },
    data: { untrained: [], headId: must(turns[1], "an answer").id, verdict: "rejected", deletedAt: new Date() },
  });
  expect(await read(snapshot.id)).toEqual(before);
  await expect(queryAsOwner`UPDATE snapshot SET note = 'x'`).rejects.toThrow("append-only");
  await expect(queryAsOwner`DELETE FROM snapshot`).rejects.toThrow("append-only");
  await expect(queryAsOwner`UPDATE snapshot_dialogue SET untrained = '{}'`).rejects.toThrow("append-only");
  await expect(queryAsOwner`DELETE FROM snapshot_dialogue`).rejects.toThrow("append-only");
  await expect(queryAsOwner`TRUNCATE snapshot_dialogue`).rejects.toThrow("append-only");
  await expect(queryAsOwner`DELETE FROM turn WHERE id = ${must(turns[3], "a turn").id}`).rejects.toThrow(
    /snapshot|key/,
  );
  await expect(queryAsOwner`DELETE FROM data_set WHERE id = ${snapshot.dataSetId}`).rejects.toThrow("foreign key");
});

it("tells the same content by its digest, wherever it lies and in whatever order", async () => {
  const digestOf = async (ids: string[]) => (await frozen(ids)).digest;
  const [one, other] = [await marked(four, { untrained: [1] }), await marked(["Who?", "Me."])];
  const again = [
    (await makeImportedDialogue({ texts: ["Who?", "Me."] })).dialogue.id,
    (await marked(four, { untrained: [1] })).id,
  ];
  const digest = await digestOf([one.id, other.id]);
  expect(digest).toMatch(/^[0-9a-f]{64}$/);
  expect(await digestOf(again)).toBe(digest);
  expect(await digestOf([one.id])).not.toBe(digest);
  const masked = await marked(four, { untrained: [3] });
  expect(await digestOf([masked.id, other.id])).not.toBe(digest);
  const said = await marked(["Why?", "Because.", "And?", "So!"], { untrained: [1] });
  expect(await digestOf([said.id, other.id])).not.toBe(digest);
});

it("refuses to freeze nothing", async () => {
  const { id } = await marked(["Why?"]);
  await expect(frozen([id])).rejects.toMatchObject({ code: "invalid" });
});

it("reads the turns of a dialogue in their order, however their ids sort, each with its own thoughts", async () => {
  const { dialogue } = await makeDialogue({ status: "ended", texts: [] });
  let parent: string | null = null;
  const ids = ["trn_z", "trn_a", "trn_m", "trn_b"];
  for (const [i, turnId] of ids.entries()) {
    const [speaker, thought] = i % 2 ? ["assistant", `Thought ${i}`] : ["user", null];
    await query`INSERT INTO turn (id, dialogue_id, parent_id, speaker, text, reasoning, origin, version)
      VALUES (${turnId}, ${dialogue.id}, ${parent}, ${speaker}, ${`Text ${i}`}, ${thought}, 'model', ${100 + i})`;
    parent = turnId;
  }
  await query`UPDATE dialogue SET head_id = ${parent}, untrained = ${["trn_a"]} WHERE id = ${dialogue.id}`;
  const { id } = await frozen([dialogue.id]);
  const [only] = await read(id);
  expect(only?.turns.map(({ id, text, reasoning, trained }) => [id, text, reasoning, trained])).toEqual([
    ["trn_z", "Text 0", null, true],
    ["trn_a", "Text 1", "Thought 1", false],
    ["trn_m", "Text 2", null, true],
    ["trn_b", "Text 3", "Thought 3", true],
  ]);
});

it("answers by the API with the snapshot and what was so at its moment, as its contract says", async () => {
  const { dialogue } = await makeDialogue({ status: "ended", texts: four });
  const dataSet = await listOf([dialogue.id]);
  const token = await giveToken(lead.id);
  const made = await callRoute("createSnapshot", { token, params: { dataSetId: dataSet.id }, body: { note: "First" } });
  expect(made.status, await made.clone().text()).toBe(201);
  expect(await made.json()).toMatchObject({ note: "First", dialogues: 1, facts: { accepted: 0 } });
});
