import { beforeAll, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { prisma } from "@/lib/data/prisma";
import { readSnapshotDialogues } from "@/lib/data/snapshots/read-dialogues";
import { findSnapshot } from "@/lib/data/snapshots/snapshots";
import { type Recipe, usualRecipe } from "@/lib/domain/training/recipe";
import type { Viewer } from "@/lib/domain/viewer";
import { makeDialogue } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { makeViewer } from "@/lib/testing/review";
import { actOnDialogue } from "../act-on-dialogue";
import { previewRecipe } from "../exporting/preview-recipe";
import { createDataSet } from "./data-sets";
import { createSnapshot } from "./freeze";

withDatabase();

let lead: Viewer;
let dialogueId: string;
let snapshotId: string;
const texts = ["Why?", "Write to lea@example.org.", "And then?", "Night falls.", "Oh?", "Yes."];

/** A person typed the third turn, changed the fourth, and an address was taken out of the second; the others were kept. */
beforeAll(async () => {
  lead = await makeViewer("Lea", ["lead"]);
  const { dialogue, turns } = await makeDialogue({ status: "ended", texts });
  dialogueId = dialogue.id;
  const idOf = (place: number) => must(turns[place], "a turn").id;
  await prisma.turn.update({ where: { id: idOf(2) }, data: { origin: "person", personId: lead.id } });
  const edit = {
    kind: "edit",
    headId: dialogue.headId,
    turnId: idOf(3),
    text: "Night falls early.",
    after: "keep",
  } as const;
  const edited = await actOnDialogue(lead, { dialogueId, act: edit });
  const told = { turnId: idOf(1), text: "Write to [e-mail].", reasoning: null };
  const amend = { kind: "amend" as const, headId: edited.dialogue.headId, turns: [told] };
  await actOnDialogue(lead, { dialogueId, act: amend });
  const list = { name: "A list", note: "", members: { list: { dialogueIds: [dialogueId] } } };
  const { id: dataSetId } = await createDataSet(lead, list);
  snapshotId = (await createSnapshot(lead, { dataSetId, note: "" })).id;
});

it("tells what people typed from what they changed, and of a copy whose text it is", async () => {
  const found = [];
  for await (const dialogues of readSnapshotDialogues(snapshotId))
    found.push(...dialogues.map(({ turns }) => turns.map(({ text, origin }) => [text, origin])));
  expect(found).toEqual([
    [
      ["Why?", "model"],
      ["Write to [e-mail].", "edited"],
      ["And then?", "person"],
      ["Night falls early.", "edited"],
      ["Oh?", "model"],
      ["Yes.", "model"],
    ],
  ]);
});

it("is frozen so with the snapshot", async () => {
  expect((await findSnapshot(snapshotId))?.facts.turnsBy).toEqual({
    "user model": 2,
    "user person": 1,
    "assistant model": 1,
    "assistant edited": 2,
  });
});

it.each<[Partial<Recipe>, object]>([
  [{ target: "assistant" }, { model: 1, edited: 2 }],
  [{ target: "user" }, { model: 2, person: 1 }],
])("is counted apart in what an export of %j trains, by turn and by token", async (asked, trainedBy) => {
  const { looked, audit } = await previewRecipe(lead, Object.assign(usualRecipe(snapshotId), asked));
  expect(looked.trainedBy).toEqual(trainedBy);
  const counted = Object.entries(must(audit, "an audit").byOrigin).filter(([by, n]) => n > 0 && by !== "none");
  expect(counted.map(([by]) => by).sort()).toEqual(Object.keys(trainedBy).sort());
});
