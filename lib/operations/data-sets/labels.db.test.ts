import { beforeAll, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { countChanges, listChanges } from "@/lib/data/snapshots/changes";
import { readSnapshotDialogues } from "@/lib/data/snapshots/read-dialogues";
import { findSnapshot, listSnapshotDialogues } from "@/lib/data/snapshots/snapshots";
import type { ExportedDialogue } from "@/lib/domain/dialogue-in-file";
import type { ReviewAnswer } from "@/lib/domain/review/answer";
import { labelFieldsSchema } from "@/lib/domain/review/guideline";
import type { Viewer } from "@/lib/domain/viewer";
import { withDatabase } from "@/lib/testing/database";
import { anAnswer, makeQueue, makeViewer } from "@/lib/testing/review";
import { actOnDialogue } from "../act-on-dialogue";
import { answerItem } from "../review/answer-item";
import { claimItem } from "../review/claim-item";
import { changeDataSet } from "./change-data-set";
import { createDataSet } from "./data-sets";
import { createSnapshot } from "./freeze";

withDatabase();

let lead: Viewer;
beforeAll(async () => {
  lead = await makeViewer("Lea", ["lead"]);
});

const fields = labelFieldsSchema.parse([
  { kind: "scale", key: "real", label: "Sounds real", target: "dialogue", min: 1, max: 5 },
  { kind: "text", key: "why", label: "Why", target: "turn" },
]);

/** Answers the next item of a queue as `say` wants it, given the ids of the turns. */
async function judge(queueId: string, say: (turnIds: string[]) => Partial<ReviewAnswer>): Promise<string> {
  const { item } = await claimItem(lead, { queueId, holding: [], includeSkipped: false });
  const { assignment, dialogue, turns } = must(item, "an item");
  const answer = anAnswer(say(turns.map(({ id }) => id)));
  const given = { answerId: newId("request"), answer, guidelineVersion: 1, headId: dialogue.headId, seconds: 1 };
  await answerItem(lead, { assignmentId: assignment.id, ...given });
  return dialogue.id;
}

async function frozen(dataSetId: string): Promise<{ id: string; dialogues: ExportedDialogue[] }> {
  const { id } = await createSnapshot(lead, { dataSetId, note: "" });
  const dialogues: ExportedDialogue[] = [];
  for await (const some of readSnapshotDialogues(id)) dialogues.push(...some);
  return { id, dialogues };
}

it("a snapshot holds what was settled by the labels of its data set, and what it is compared with tells the change", async () => {
  const { queue, dialogueIds } = await makeQueue({ lead, dialogues: 2, guideline: { fields } });
  const list = { list: { dialogueIds } };
  const dataSet = await createDataSet(lead, { name: "Labelled", note: "", fields, members: list });
  const plain = await createDataSet(lead, { name: "Plain", note: "", members: list });
  const before = await frozen(dataSet.id);
  const judged = await judge(queue.id, ([, answer = ""]) => ({
    labels: { real: 4 },
    turnLabels: { [answer]: { why: "Short" } },
  }));
  const after = await frozen(dataSet.id);
  expect(before.dialogues.map(({ labels }) => labels)).toEqual([undefined, undefined]);
  const one = must(
    after.dialogues.find(({ id }) => id === judged),
    "the judged dialogue",
  );
  expect(one.labels).toEqual({ real: 4 });
  expect(one.turns.map(({ labels }) => labels)).toEqual([undefined, { why: "Short" }]);
  expect((await findSnapshot(after.id))?.facts).toMatchObject({ fields, labelled: 1 });
  const { items } = await listSnapshotDialogues(after.id, { limit: 10 });
  expect(items.map(({ labels }) => labels?.dialogue ?? null).sort()).toEqual([{ real: 4 }, null]);
  const two = { from: before.id, to: after.id };
  expect(await countChanges(two)).toMatchObject({ changed: 1, same: 1 });
  expect((await listChanges(two, { kind: "changed", limit: 5 })).items[0]?.parts).toContain("labels");
  expect((await frozen(plain.id)).dialogues.every(({ labels }) => labels === undefined)).toBe(true);
});

it("what was said of a turn is said of its copy after an edit further up; other labels of the data set leave it out", async () => {
  const { queue, dialogueIds } = await makeQueue({ lead, dialogues: 1, guideline: { fields } });
  const dataSet = await createDataSet(lead, { name: "Edited", note: "", fields, members: { list: { dialogueIds } } });
  let asked = "";
  const dialogueId = await judge(queue.id, ([question = "", answer = ""]) => {
    asked = question;
    return { labels: { real: 2 }, turnLabels: { [answer]: { why: "True" } } };
  });
  const { dialogues } = await frozen(dataSet.id);
  const headId = must(dialogues[0]?.turns.at(-1)?.id, "the head");
  await actOnDialogue(lead, { dialogueId, act: { kind: "edit", turnId: asked, text: "Else?", after: "keep", headId } });
  const edited = must((await frozen(dataSet.id)).dialogues[0], "the dialogue");
  expect(edited.turns.map(({ text, labels }) => [text, labels?.why])).toEqual([
    ["Else?", undefined],
    ["Answer 1", "True"],
  ]);
  await changeDataSet(lead, dataSet.id, { name: "Edited", fields: fields.slice(1) });
  expect((await frozen(dataSet.id)).dialogues[0]?.labels).toBeUndefined();
});
