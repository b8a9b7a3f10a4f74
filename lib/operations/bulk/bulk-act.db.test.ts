import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { previewBulkAct } from "@/lib/data/bulk-preview";
import { prisma } from "@/lib/data/prisma";
import type { Viewer } from "@/lib/domain/viewer";
import { makeDialogue, makeUser } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { doDueJobs, startJobRunner } from "@/lib/testing/job-runner";
import { query } from "@/lib/testing/query";
import { actOnDialogue } from "../act-on-dialogue";
import { createBulkAct, undoBulkAct } from "./bulk-acts";
import { readBulkAct } from "./read-bulk-act";

withDatabase();

async function aLead(): Promise<Viewer> {
  const { id, name, email } = await makeUser();
  return { id, name, email, roles: ["lead"] };
}

async function some(n: number) {
  const made = [];
  for (let i = 0; i < n; i++)
    made.push((await makeDialogue({ status: "ended", texts: [`Question ${i}?`, "Yes."] })).dialogue);
  return made;
}

async function finish(viewer: Viewer, id: string) {
  await doDueJobs();
  const bulkAct = await readBulkAct(viewer, id);
  expect(bulkAct.pending).toBe(0);
  return bulkAct;
}

const verdicts = async (ids: string[]) =>
  (await prisma.dialogue.findMany({ where: { id: { in: ids } }, orderBy: { id: "asc" } })).map(
    ({ verdict }) => verdict,
  );

it("proposes nothing for a search that cannot be searched", async () => {
  await some(2);
  for (const q of ["***", "-***", "\u200B", "a ".repeat(13)]) {
    const preview = await previewBulkAct({ filter: { q } }, { kind: "delete" });
    expect([q, preview.total, preview.sample]).toEqual([q, 0, []]);
  }
});

it("says beforehand what it would do, does it, and takes it back but for what changed since", async () => {
  const lead = await aLead();
  const [one, two, three] = await some(3);
  if (!one || !two || !three) throw new Error("three were made");
  const dialogueIds = [one.id, two.id, three.id];
  await actOnDialogue(lead, { dialogueId: one.id, act: { kind: "accept", headId: one.headId } });
  const preview = await previewBulkAct({ dialogueIds }, { kind: "accept" });
  expect(preview).toMatchObject({ total: 3, applies: 2, refusals: [{ message: "It is accepted already.", n: 1 }] });
  expect(preview.sample.map(({ id }) => id).toSorted()).toEqual([two.id, three.id].toSorted());

  const { id } = await createBulkAct(lead, { dialogueIds }, { kind: "accept" });
  expect(await finish(lead, id)).toMatchObject({ total: 3, done: 2, refused: 1, pending: 0 });
  expect(await verdicts(dialogueIds)).toEqual(["accepted", "accepted", "accepted"]);
  expect(await prisma.decision.count({ where: { batchId: id } })).toBe(2);

  await actOnDialogue(lead, { dialogueId: two.id, act: { kind: "reject", headId: two.headId, reasons: [] } });
  const undo = await undoBulkAct(lead, id);
  expect(await finish(lead, undo.id)).toMatchObject({ kind: "undo", undoesId: id, total: 2, done: 1, refused: 1 });
  expect(await verdicts(dialogueIds)).toEqual(["accepted", "rejected", null]);
  await expect(undoBulkAct(lead, id)).rejects.toMatchObject({ code: "conflict" });
});

it("leaves alone what has moved on since it was asked for", async () => {
  const lead = await aLead();
  const [one] = await some(1);
  if (!one) throw new Error("one was made");
  const { id } = await createBulkAct(lead, { dialogueIds: [one.id] }, { kind: "reject", reasons: ["Off topic"] });
  const question = await prisma.turn.findFirstOrThrow({ where: { dialogueId: one.id, speaker: "user" } });
  const edit = { kind: "edit", headId: one.headId, turnId: question.id, text: "Another?", after: "keep" } as const;
  await actOnDialogue(lead, { dialogueId: one.id, act: edit });
  expect(await finish(lead, id)).toMatchObject({ done: 0, refused: 1, refusals: [{ n: 1 }] });
});

it("does each dialogue once, however many work on it at once", async () => {
  const lead = await aLead();
  const dialogueIds = (await some(40)).map(({ id }) => id);
  const { id } = await createBulkAct(lead, { dialogueIds }, { kind: "tag", tags: ["week 48", "数学"] });
  const runners = Array.from({ length: 4 }, (_, i) => startJobRunner(undefined, `w${i}`));
  // Their leases are taken from them again and again, so that the others join in while they still think it theirs.
  while ((await readBulkAct(lead, id)).pending > 0) {
    await query`UPDATE job SET lease_until = now() - interval '1 second', failures = 0 WHERE status = 'running'`;
    await sleep(5);
  }
  await Promise.all(runners.map((runner) => runner.stop()));
  expect(await prisma.decision.count({ where: { batchId: id } })).toBe(40);
  expect(await prisma.dialogue.count({ where: { tags: { has: "数学" } } })).toBe(40);
});

it("deletes into the trash and brings back, by filter, and refuses what means nothing", async () => {
  const lead = await aLead();
  const [one] = await some(1);
  await prisma.dialogue.update({ where: { id: one?.id }, data: { tags: ["to go"] } });
  const { id, total } = await createBulkAct(lead, { filter: { tag: "to go" } }, { kind: "delete" });
  expect(total).toBe(1);
  await finish(lead, id);
  expect((await previewBulkAct({ filter: { tag: "to go" } }, { kind: "delete" })).total).toBe(0);
  await expect(createBulkAct(lead, { filter: { tag: "to go" } }, { kind: "delete" })).rejects.toMatchObject({
    code: "invalid",
  });
  await finish(lead, (await undoBulkAct(lead, id)).id);
  expect((await previewBulkAct({ filter: { tag: "to go" } }, { kind: "delete" })).total).toBe(1);
  const other = await aLead();
  await expect(readBulkAct(other, id)).rejects.toMatchObject({ code: "not_found" });
});

it("lets who may act on one dialogue act on a few as they saw them, as one act with one undo", async () => {
  const { id: personId, name, email } = await makeUser({ roles: ["annotator"] });
  const annotator: Viewer = { id: personId, name, email, roles: ["annotator"] };
  const [one, two, moved] = await some(3);
  if (!one || !two || !moved) throw new Error("three were made");
  const seen = [one, two, moved].map(({ id, headId }) => ({ dialogueId: id, headId }));
  const question = await prisma.turn.findFirstOrThrow({ where: { dialogueId: moved.id, speaker: "user" } });
  const edit = { kind: "edit", headId: moved.headId, turnId: question.id, text: "Another?", after: "keep" } as const;
  await actOnDialogue(annotator, { dialogueId: moved.id, act: edit });

  const reject = { kind: "reject", reasons: ["Near-duplicate"] } as const;
  const { id } = await createBulkAct(annotator, { seen }, { ...reject, reasons: [...reject.reasons] });
  expect(await finish(annotator, id)).toMatchObject({ total: 3, done: 2, refused: 1 });
  expect(await verdicts([one.id, two.id, moved.id])).toEqual(["rejected", "rejected", null]);
  expect(await finish(annotator, (await undoBulkAct(annotator, id)).id)).toMatchObject({ done: 2, refused: 0 });
  expect(await verdicts([one.id, two.id, moved.id])).toEqual([null, null, null]);
  await expect(createBulkAct(annotator, { filter: {} }, { kind: "accept" })).rejects.toMatchObject({
    code: "forbidden",
  });
});

it("takes back what was done, and leaves the rest undone, when that is asked for in the middle", async () => {
  const lead = await aLead();
  const dialogueIds = (await some(30)).map(({ id }) => id);
  const { id } = await createBulkAct(lead, { dialogueIds }, { kind: "accept" });
  const runner = startJobRunner();
  while ((await readBulkAct(lead, id)).done === 0) await sleep(2);
  const undo = await undoBulkAct(lead, id);
  while ((await readBulkAct(lead, undo.id)).pending > 0) await sleep(5);
  await runner.stop();
  const first = await readBulkAct(lead, id);
  expect(first).toMatchObject({ pending: 0, isUndone: true });
  expect(await readBulkAct(lead, undo.id)).toMatchObject({ total: first.done, done: first.done, refused: 0 });
  expect(await verdicts(dialogueIds)).toEqual(dialogueIds.map(() => null));
});
