import { beforeAll, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { previewBulkAct } from "@/lib/data/bulk-preview";
import { countChanges } from "@/lib/data/snapshots/changes";
import type { Viewer } from "@/lib/domain/viewer";
import { makeDialogue } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { doDueJobs } from "@/lib/testing/job-runner";
import { query } from "@/lib/testing/query";
import { makeViewer } from "@/lib/testing/review";
import { actOnDialogue } from "../act-on-dialogue";
import { createBulkAct, undoBulkAct } from "../bulk/bulk-acts";
import { createDataSet } from "./data-sets";
import { createSnapshot } from "./freeze";

withDatabase();

let lead: Viewer;
beforeAll(async () => {
  lead = await makeViewer("Lea", ["lead"]);
});

const stateOf = (ids: string[]) => query`
  SELECT d.id, d.head_id, d.verdict, d.tags, d.untrained, d.end_mark_id, d.status FROM dialogue d WHERE d.id = ANY(${ids}) ORDER BY d.id`;

it("takes dialogues back to a snapshot, says what stays, loses nothing, and one undo takes that back", async () => {
  const talks = [];
  for (let i = 0; i < 3; i++)
    talks.push(await makeDialogue({ status: "ended", texts: ["Why?", "So.", "And?", "Yes."] }));
  const [edited, curated, same] = talks.map(({ dialogue, turns }) => ({
    id: dialogue.id,
    headId: dialogue.headId,
    turns,
  }));
  if (!edited || !curated || !same) throw new Error("three were made");
  const ids = [edited.id, curated.id, same.id];
  const act = (dialogueId: string, act: Parameters<typeof actOnDialogue>[1]["act"]) =>
    actOnDialogue(lead, { dialogueId, act });
  await act(edited.id, { kind: "accept", headId: edited.headId });
  await act(curated.id, { kind: "tag", tags: ["first"] });
  const masked = [must(curated.turns[1], "an answer").id];
  await act(curated.id, { kind: "mask", turnIds: masked, trained: false });
  const members = { list: { dialogueIds: ids } };
  const { id: dataSetId } = await createDataSet(lead, { name: "A list", note: "", members });
  const { id: snapshotId } = await createSnapshot(lead, { dataSetId, note: "" });
  const frozen = await stateOf(ids);

  const turnId = must(edited.turns[1], "an answer").id;
  await act(edited.id, { kind: "edit", headId: edited.headId, turnId, text: "Otherwise.", after: "keep" });
  await act(curated.id, { kind: "untag", tags: ["first"] });
  await act(curated.id, { kind: "tag", tags: ["second"] });
  await act(curated.id, { kind: "mask", turnIds: masked, trained: true });
  await act(curated.id, { kind: "mask", turnIds: [must(curated.turns[3], "an answer").id], trained: false });
  await act(curated.id, { kind: "end_here", turnId: must(curated.turns[1], "an answer").id });
  const changed = await stateOf(ids);

  const change = { kind: "go_back", snapshotId } as const;
  expect(await previewBulkAct({ snapshotId }, change)).toMatchObject({
    total: 3,
    applies: 2,
    refusals: [{ message: "It is as it was then.", n: 1 }],
  });
  const back = await createBulkAct(lead, { snapshotId }, change);
  await doDueJobs();
  expect(await stateOf(ids)).toEqual(frozen);
  const { id: again } = await createSnapshot(lead, { dataSetId, note: "" });
  expect(await countChanges({ from: snapshotId, to: again })).toMatchObject({ same: 3, changed: 0 });
  const [kept] =
    await query`SELECT count(*)::int AS n FROM turn WHERE dialogue_id = ${edited.id} AND text = 'Otherwise.'`;
  expect(kept).toEqual({ n: 1 });

  await undoBulkAct(lead, back.id);
  await doDueJobs();
  expect(await stateOf(ids)).toEqual(changed);
});

it("leaves alone what was rejected since, and what the snapshot does not hold", async () => {
  const talk = await makeDialogue({ status: "ended", texts: ["Why?", "So."] });
  const other = await makeDialogue({ status: "ended", texts: ["Who?", "Me."] });
  const members = { list: { dialogueIds: [talk.dialogue.id] } };
  const { id: dataSetId } = await createDataSet(lead, { name: "A list", note: "", members });
  const { id: snapshotId } = await createSnapshot(lead, { dataSetId, note: "" });
  await query`UPDATE turn SET flags = '{rejected_by_person}' WHERE id = ${must(talk.turns[1], "an answer").id}`;
  await query`UPDATE dialogue SET tags = '{new}' WHERE id = ${talk.dialogue.id}`;
  const goBack = ({ dialogue }: typeof talk) =>
    actOnDialogue(lead, { dialogueId: dialogue.id, act: { kind: "go_back", headId: dialogue.headId, snapshotId } });
  await expect(goBack(talk)).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("rejected since"),
  });
  await expect(goBack(other)).rejects.toMatchObject({ code: "not_found" });
});
