import { expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { previewBulkAct } from "@/lib/data/bulk-preview";
import { prisma } from "@/lib/data/prisma";
import { readStudioProgress } from "@/lib/data/studio-progress";
import type { ReviewAnswer } from "@/lib/domain/review/answer";
import type { Viewer } from "@/lib/domain/viewer";
import { withDatabase } from "@/lib/testing/database";
import { doDueJobs } from "@/lib/testing/job-runner";
import { anAnswer, makeEndedDialogues, makeQueue, makeViewer } from "@/lib/testing/review";
import { actOnDialogue } from "../act-on-dialogue";
import { createBulkAct } from "../bulk/bulk-acts";
import { readBulkAct } from "../bulk/read-bulk-act";
import { answerItem } from "./answer-item";
import { claimItem } from "./claim-item";
import { queuesOfDialogue } from "./dialogue-in-review";
import { readQueue } from "./read-queue";
import { settleItem } from "./settle-item";

withDatabase();

const shared = { overlap: { people: 2, share: 1 } };

async function answer(viewer: Viewer, queueId: string, given: Partial<ReviewAnswer> = {}) {
  const { item } = await claimItem(viewer, { queueId, holding: [], includeSkipped: false });
  const { assignment, dialogue } = must(item, "an item");
  const said = { answer: anAnswer(given), answerId: newId("assignment"), guidelineVersion: 1, seconds: 1 };
  await answerItem(viewer, { ...said, assignmentId: assignment.id, headId: dialogue.headId });
  return assignment;
}

const verdictOf = async (id: string) => (await prisma.dialogue.findUniqueOrThrow({ where: { id } })).verdict;

it("refuses a verdict beside a blind queue, from everybody and alone or in bulk, until the queue has settled it", async () => {
  const { queue, lead, items } = await makeQueue({ dialogues: 1, spec: shared });
  const { dialogueId, headId, id: itemId } = must(items[0], "an item");
  const [ann, ben] = [await makeViewer("Ann"), await makeViewer("Ben")];
  const accept = { dialogueId, act: { kind: "accept", headId } } as const;
  for (const viewer of [ann, lead])
    await expect(actOnDialogue(viewer, accept)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining(`“${queue.name}”`),
    });
  const preview = await previewBulkAct({ dialogueIds: [dialogueId] }, { kind: "reject", reasons: [] });
  expect(preview).toMatchObject({
    applies: 0,
    refusals: [{ n: 1, message: expect.stringMatching(/each by themselves/) }],
  });
  const bulk = await createBulkAct(lead, { dialogueIds: [dialogueId] }, { kind: "accept" });
  await doDueJobs();
  expect(await readBulkAct(lead, bulk.id)).toMatchObject({ done: 0, refused: 1 });
  // What says nothing about its worth goes on as with any other.
  await actOnDialogue(ann, { dialogueId, act: { kind: "tag", tags: ["mine"] } });

  await answer(ann, queue.id);
  await answer(ben, queue.id, { verdict: "rejected" });
  await expect(actOnDialogue(lead, accept)).rejects.toMatchObject({ code: "conflict" });
  expect(await verdictOf(dialogueId)).toBeNull();
  const places = await prisma.assignment.findMany({ where: { itemId } });
  const settling = { itemId, answer: anAnswer(), chosenId: null, note: "", seenIds: places.map(({ id }) => id) };
  await settleItem(lead, { ...settling, headId });
  expect(await verdictOf(dialogueId)).toBe("accepted");
  await actOnDialogue(lead, { dialogueId, act: { kind: "reject", headId, reasons: [] } });
  expect(await verdictOf(dialogueId)).toBe("rejected");
});

it("lets be what one person judges, a practice queue holds, or an archived one held", async () => {
  const lead = await makeViewer("Lea", ["lead"]);
  const alone = await makeQueue({ lead, dialogues: 1 });
  const practice = await makeQueue({ lead, dialogues: 1, spec: { ...shared, practice: true } });
  const archived = await makeQueue({ lead, dialogues: 1, spec: shared });
  await prisma.reviewQueue.update({ where: { id: archived.queue.id }, data: { status: "archived" } });
  for (const { items } of [alone, practice, archived]) {
    const { dialogueId, headId } = must(items[0], "an item");
    await actOnDialogue(lead, { dialogueId, act: { kind: "accept", headId } });
    expect(await verdictOf(dialogueId)).toBe("accepted");
  }
});

it("tells gold from no other item of its queue by what is refused", async () => {
  const { lead, items } = await makeQueue({ dialogues: 2, spec: { goldRate: 0.5 } });
  const [gold, plain] = [must(items[0], "one"), must(items[1], "two")];
  await prisma.reviewItem.update({ where: { id: gold.id }, data: { gold: anAnswer(), needed: 0, vacant: 0 } });
  const ann = await makeViewer("Ann");
  const refusals = [gold, plain].map(({ dialogueId, headId }) =>
    actOnDialogue(ann, { dialogueId, act: { kind: "accept", headId } }).catch((error: Error) => error.message),
  );
  const [first, second] = await Promise.all(refusals);
  expect(first).toEqual(expect.stringContaining("each by themselves"));
  expect(second).toBe(first);
  expect(await queuesOfDialogue(ann, gold.dialogueId)).toMatchObject([{ isBlind: true, isSettled: false }]);
  expect(lead.roles).toEqual(["lead"]);
});

it("says wherever it is opened that a queue judges it, with what one may do there and nothing of the answers", async () => {
  const { queue, lead, items } = await makeQueue({ dialogues: 1, spec: shared });
  const { dialogueId, id: itemId } = must(items[0], "an item");
  const [ann, ben] = [await makeViewer("Ann"), await makeViewer("Ben")];
  const of = async (viewer: Viewer) => must((await queuesOfDialogue(viewer, dialogueId))[0], "a queue");
  const plain = { queueId: queue.id, itemId, name: queue.name, isBlind: true, isSettled: false };
  expect(await of(ann)).toEqual({
    ...plain,
    mayAnswer: true,
    isAnswered: false,
    mayReview: false,
    waitsForReviewer: false,
  });
  await answer(ann, queue.id);
  expect(await of(ann)).toMatchObject({ isAnswered: true });
  const before = await of(ben);
  await answer(await makeViewer("Cy"), queue.id, { verdict: "rejected" });
  // That the others disagree is told to who settles it, and to nobody else.
  expect(await of(ben)).toEqual(before);
  expect(await of(lead)).toMatchObject({ mayReview: true, waitsForReviewer: true });
  expect((await readQueue(lead, queue.id)).queue.waiting.toSettle).toBe(1);
  expect((await readQueue(ben, queue.id)).queue.waiting.toSettle).toBe(0);
});

it("counts on Home what waits for a verdict apart from what queues hold, and nothing of the trash", async () => {
  const before = await readStudioProgress();
  const [, , gone = ""] = await makeEndedDialogues(3);
  await prisma.dialogue.update({ where: { id: gone }, data: { deletedAt: new Date() } });
  await makeQueue({ dialogues: 2 });
  const after = await readStudioProgress();
  expect([after.undecided - before.undecided, after.inQueues - before.inQueues]).toEqual([4, 2]);
});
