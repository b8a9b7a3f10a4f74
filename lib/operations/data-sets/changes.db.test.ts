import { beforeAll, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { prisma } from "@/lib/data/prisma";
import { countChanges, findPinnedPath, listChanges } from "@/lib/data/snapshots/changes";
import type { ChangeKind } from "@/lib/domain/training/snapshot-change";
import type { Viewer } from "@/lib/domain/viewer";
import { makeDialogue } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { makeViewer } from "@/lib/testing/review";
import { actOnDialogue } from "../act-on-dialogue";
import { addToDataSet, createDataSet, removeFromDataSet } from "./data-sets";
import { createSnapshot } from "./freeze";

withDatabase();

let lead: Viewer;
beforeAll(async () => {
  lead = await makeViewer("Lea", ["lead"]);
});

const made = (...texts: string[]) => makeDialogue({ status: "ended", texts });

async function listOf(dialogueIds: string[]) {
  return createDataSet(lead, { name: "A list", note: "", members: { list: { dialogueIds } } });
}

it("tells what came, went and changed between two snapshots, and in what", async () => {
  const [stays, edited, masked, judged, goes, comes] = await Promise.all([
    made("Stays?", "Yes."),
    made("Edited?", "No."),
    made("Masked?", "No."),
    made("Judged?", "No."),
    made("Goes?", "Yes."),
    made("Comes?", "Yes."),
  ]);
  const ids = [stays, edited, masked, judged, goes].map(({ dialogue }) => dialogue.id);
  const { id: dataSetId } = await listOf(ids);
  const before = await createSnapshot(lead, { dataSetId, note: "" });
  const [question, answer] = edited.turns;
  const act = { kind: "edit", turnId: must(answer, "an answer").id, text: "Yes, by a person.", after: "keep" } as const;
  await actOnDialogue(lead, { dialogueId: edited.dialogue.id, act: { ...act, headId: edited.dialogue.headId } });
  const turnIds = [must(masked.turns[1], "an answer").id];
  await actOnDialogue(lead, { dialogueId: masked.dialogue.id, act: { kind: "mask", turnIds, trained: false } });
  const accept = { kind: "accept", headId: judged.dialogue.headId } as const;
  await actOnDialogue(lead, { dialogueId: judged.dialogue.id, act: accept });
  await actOnDialogue(lead, { dialogueId: judged.dialogue.id, act: { kind: "tag", tags: ["good"] } });
  expect(await removeFromDataSet(lead, dataSetId, { dialogueIds: [goes.dialogue.id] })).toEqual({ changed: 1 });
  const both = [comes.dialogue.id, stays.dialogue.id];
  expect(await addToDataSet(lead, dataSetId, { dialogueIds: both })).toEqual({ changed: 1 });
  const after = await createSnapshot(lead, { dataSetId, note: "" });

  const two = { from: before.id, to: after.id };
  expect(await countChanges(two)).toEqual({ same: 1, added: 1, removed: 1, changed: 3 });
  const listed = async (kind: ChangeKind) =>
    (await listChanges(two, { kind, limit: 10 })).items.map(({ opening, parts }) => [opening, ...parts]);
  expect(await listed("added")).toEqual([["Comes?"]]);
  expect(await listed("removed")).toEqual([["Goes?"]]);
  expect((await listed("changed")).toSorted()).toEqual([
    ["Edited?", "turns"],
    ["Judged?", "verdict", "tags"],
    ["Masked?", "mask"],
  ]);
  const first = await listChanges(two, { kind: "changed", limit: 2 });
  const rest = await listChanges(two, { kind: "changed", limit: 2, cursor: must(first.nextCursor, "a cursor") });
  expect([first.items.length, rest.items.length, rest.nextCursor]).toEqual([2, 1, null]);

  const paths = [before.id, after.id].map((id) => findPinnedPath(id, edited.dialogue.id));
  const [old, now] = await Promise.all(paths);
  expect(old?.turns.map(({ text }) => text)).toEqual(["Edited?", "No."]);
  expect(now?.turns.map(({ text, origin }) => [text, origin])).toEqual([
    ["Edited?", "model"],
    ["Yes, by a person.", "person"],
  ]);
  expect(now?.turns[0]?.id).toBe(question?.id);
  expect(await findPinnedPath(before.id, comes.dialogue.id)).toBeNull();
});

it("takes the same text under another id for the same", async () => {
  const [one, same, other] = await Promise.all([made("Who?", "Me."), made("Who?", "Me."), made("What?", "That.")]);
  const [before, after] = [await listOf([one.dialogue.id]), await listOf([same.dialogue.id, other.dialogue.id])];
  const snapshots = [];
  for (const { id: dataSetId } of [before, after]) snapshots.push(await createSnapshot(lead, { dataSetId, note: "" }));
  const [from, to] = snapshots.map(({ id }) => id) as [string, string];
  expect(await countChanges({ from, to })).toEqual({ same: 1, added: 1, removed: 0, changed: 0 });
  expect(await countChanges({ from: to, to: from })).toEqual({ same: 1, added: 0, removed: 1, changed: 0 });
  expect(await countChanges({ from, to: from })).toEqual({ same: 1, added: 0, removed: 0, changed: 0 });
});

it("changes nothing by hand of what a filter finds", async () => {
  const { dialogue } = await made("Who?", "Me.");
  const members = { filter: { status: "ended" } };
  const { id } = await createDataSet(lead, { name: "All", note: "", members });
  const some = { dialogueIds: [dialogue.id] };
  await expect(addToDataSet(lead, id, some)).rejects.toMatchObject({ code: "invalid" });
  await expect(removeFromDataSet(lead, id, some)).rejects.toMatchObject({ code: "invalid" });
  expect(await prisma.dataSetDialogue.count({ where: { dataSetId: id } })).toBe(0);
});

it("makes a list of what a snapshot holds", async () => {
  const { dialogue } = await made("Who?", "Me.");
  const { id: dataSetId } = await listOf([dialogue.id, (await made("Only a question?")).dialogue.id]);
  const { id: snapshotId } = await createSnapshot(lead, { dataSetId, note: "" });
  const again = await createDataSet(lead, { name: "As it was", note: "", members: { list: { snapshotId } } });
  const listed = await prisma.dataSetDialogue.findMany({ where: { dataSetId: again.id } });
  expect(listed.map(({ dialogueId }) => dialogueId)).toEqual([dialogue.id]);
});
