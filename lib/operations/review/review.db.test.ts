import { describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import type { ServedItem } from "@/lib/contract/endpoints/assignments";
import { listDecisions } from "@/lib/data/decisions";
import { pool } from "@/lib/data/pool";
import { prisma } from "@/lib/data/prisma";
import type { ReviewAnswer } from "@/lib/domain/review/answer";
import { guidelineTextSchema } from "@/lib/domain/review/guideline";
import type { Viewer } from "@/lib/domain/viewer";
import { withDatabase } from "@/lib/testing/database";
import { anAnswer, makeQueue, makeViewer } from "@/lib/testing/review";
import { actOnDialogue } from "../act-on-dialogue";
import { deactivateMember } from "../members";
import { answerItem } from "./answer-item";
import { renewAssignment, saveDraft, skipItem } from "./assignments";
import { claimItem } from "./claim-item";
import { actInReview } from "./dialogue-in-review";
import { reopenItem, setGold } from "./items";
import { createGuideline } from "./queues";
import { readItem } from "./read-items";
import { readQueue } from "./read-queue";
import { serveItem } from "./serve-item";
import { settleItem } from "./settle-item";
import { sendBack, takeBackAnswer } from "./withdrawn-answers";

withDatabase();

async function claim(viewer: Viewer, queueId: string, holding: string[] = []): Promise<ServedItem> {
  const { item, reason } = await claimItem(viewer, { queueId, holding, includeSkipped: false });
  return must(item, `an item (${reason})`);
}

let sent = 0;

function answer(viewer: Viewer, served: ServedItem, given: Partial<ReviewAnswer> = {}, more = {}) {
  return answerItem(viewer, {
    assignmentId: served.assignment.id,
    answerId: `answer-${sent++}`,
    answer: anAnswer(given),
    guidelineVersion: 1,
    headId: served.dialogue.headId,
    seconds: 5,
    ...more,
  });
}

async function expire(served: ServedItem): Promise<void> {
  await pool().query("UPDATE assignment SET lease_until = now() - interval '1 second' WHERE id = $1", [
    served.assignment.id,
  ]);
}

async function stateOf(served: ServedItem) {
  const dialogue = await prisma.dialogue.findUniqueOrThrow({ where: { id: served.dialogue.id } });
  const item = await prisma.reviewItem.findUniqueOrThrow({ where: { id: served.assignment.itemId } });
  return { verdict: dialogue.verdict, status: item.status, vacant: item.vacant, headId: dialogue.headId };
}

it("gives the places of a closed account to others at once", async () => {
  const { queue } = await makeQueue();
  const [gone, ann] = [await makeViewer("Gone"), await makeViewer("Ann")];
  await makeViewer("Lead", ["lead"]);
  const held = await claim(gone, queue.id);
  expect((await claim(ann, queue.id)).dialogue.id).not.toBe(held.dialogue.id);
  await deactivateMember(gone.id, false);
  expect((await claim(await makeViewer("Bob"), queue.id)).dialogue.id).toBe(held.dialogue.id);
});

const shared = { overlap: { people: 2, share: 1 } };

describe("one person's item", () => {
  it("is served in order, judged, and its verdict stands on the dialogue with reasons, guideline and seconds", async () => {
    const { queue, dialogueIds } = await makeQueue();
    const ann = await makeViewer();
    const first = await claim(ann, queue.id);
    expect(first.dialogue.id).toBe(dialogueIds[0]);
    expect(first.isShared).toBe(false);
    const second = await claim(ann, queue.id, [first.assignment.id]);
    expect(second.dialogue.id).toBe(dialogueIds[1]);
    expect((await claim(ann, queue.id)).assignment.id).toBe(first.assignment.id);

    const { assignment } = await answer(ann, first, { verdict: "rejected", reasons: ["rude"], note: "Snaps." });
    expect(assignment).toMatchObject({ status: "answered", guidelineVersion: 1, seconds: 5 });
    expect(await stateOf(first)).toMatchObject({ verdict: "rejected", status: "settled", vacant: 0 });
    const [decision] = await prisma.decision.findMany({ where: { dialogueId: first.dialogue.id } });
    expect(decision).toMatchObject({ assignmentId: assignment.id, guidelineVersion: 1, seconds: 5, personId: ann.id });
    expect(decision?.act).toMatchObject({ kind: "reject", reasons: ["Rude"], note: "Snaps." });
  });

  it("comes back with the answer as draft when it is taken back, and the verdict is undone", async () => {
    const { queue } = await makeQueue();
    const ann = await makeViewer();
    const served = await claim(ann, queue.id);
    await answer(ann, served, { note: "Fine." });
    const again = await takeBackAnswer(ann, served.assignment.id);
    expect(again.assignment).toMatchObject({ status: "leased", answer: null, draft: { note: "Fine." } });
    expect(await stateOf(served)).toMatchObject({ verdict: null, status: "open", vacant: 0 });
    await answer(ann, again, { verdict: "rejected" });
    expect(await stateOf(served)).toMatchObject({ verdict: "rejected", status: "settled" });
    const events = await prisma.answerVersion.findMany({ orderBy: { version: "asc" } });
    expect(events.filter((row) => row.assignmentId === served.assignment.id).map((row) => row.event)).toEqual([
      "answered",
      "taken_back",
      "answered",
    ]);
  });

  it("may be answered otherwise later; the first verdict is undone, not buried", async () => {
    const { queue } = await makeQueue();
    const ann = await makeViewer();
    const served = await claim(ann, queue.id);
    await answer(ann, served);
    await answer(ann, served, { verdict: "rejected" });
    expect(await stateOf(served)).toMatchObject({ verdict: "rejected" });
    await takeBackAnswer(ann, served.assignment.id);
    expect(await stateOf(served)).toMatchObject({ verdict: null });
  });

  it("keeps the verdict of somebody who judged since, when the answer is taken back", async () => {
    const { queue, lead } = await makeQueue();
    const ann = await makeViewer();
    const served = await claim(ann, queue.id);
    await answer(ann, served);
    const { id: dialogueId, headId } = served.dialogue;
    await actOnDialogue(lead, { dialogueId, act: { kind: "reject", headId, reasons: [] } });
    await takeBackAnswer(ann, served.assignment.id);
    expect(await stateOf(served)).toMatchObject({ verdict: "rejected", status: "open" });
  });
});

describe("sent again, late or wrong", () => {
  it("takes the same answer once, also after another one", async () => {
    const { queue } = await makeQueue();
    const ann = await makeViewer();
    const served = await claim(ann, queue.id);
    const first = { answerId: "the-first-one" };
    await Promise.all(Array.from({ length: 20 }, () => answer(ann, served, {}, first)));
    await answer(ann, served, { verdict: "rejected" });
    const { assignment } = await answer(ann, served, {}, first);
    expect(assignment.answer?.verdict).toBe("rejected");
    expect(await prisma.answerVersion.count({ where: { assignmentId: assignment.id } })).toBe(2);
  });

  it("counts an answer after the lease ran out when the place is free, else keeps it as late", async () => {
    const { queue } = await makeQueue({ dialogues: 1 });
    const [ann, ben] = [await makeViewer("Ann"), await makeViewer("Ben")];
    const served = await claim(ann, queue.id);
    await expire(served);
    const taken = await claim(ben, queue.id);
    expect(taken.dialogue.id).toBe(served.dialogue.id);
    await expect(renewAssignment(ann, served.assignment.id)).rejects.toMatchObject({ code: "conflict" });
    const late = await answer(ann, served, { verdict: "rejected" });
    expect(late.assignment).toMatchObject({ status: "late", answer: { verdict: "rejected" } });
    expect(await stateOf(served)).toMatchObject({ verdict: null, status: "open" });
    await expire(taken);
    expect((await claimItem(ann, { queueId: queue.id, holding: [], includeSkipped: true })).item).toBeNull();
    expect((await answer(ben, taken)).assignment.status).toBe("answered");
    expect(await stateOf(served)).toMatchObject({ verdict: "accepted", status: "settled" });
  });

  it("refuses to judge what has moved on, and keeps the answer as the draft", async () => {
    const { queue, lead } = await makeQueue();
    const ann = await makeViewer();
    const served = await claim(ann, queue.id);
    const turnId = must(served.turns[0], "turn").id;
    const { id: dialogueId, headId } = served.dialogue;
    await actOnDialogue(lead, { dialogueId, act: { kind: "edit", headId, turnId, text: "Hm?", after: "keep" } });
    const refusal = await answer(ann, served, { note: "Long thoughts" }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: "conflict", message: expect.stringContaining("kept as a draft") });
    expect(refusal).toMatchObject({ details: { dialogue: { id: dialogueId } } });
    expect((await serveItem(ann, served.assignment.id)).assignment.draft).toMatchObject({ note: "Long thoughts" });
  });

  it("tells of a dialogue deleted under one's hands, keeps the answer, and serves the next", async () => {
    const { queue, lead, dialogueIds } = await makeQueue();
    const ann = await makeViewer();
    const served = await claim(ann, queue.id);
    await actOnDialogue(lead, { dialogueId: served.dialogue.id, act: { kind: "delete" } });
    await expect(answer(ann, served, { note: "Mine" })).rejects.toMatchObject({ code: "gone" });
    expect((await serveItem(ann, served.assignment.id)).assignment.draft).toMatchObject({ note: "Mine" });
    expect((await claim(ann, queue.id)).dialogue.id).toBe(dialogueIds[1]);
  });

  it("checks against the version that the answer names, and tells the newer one", async () => {
    const { queue, lead } = await makeQueue();
    const ann = await makeViewer();
    const served = await claim(ann, queue.id);
    const text = { text: "New", reasons: [], fields: [], queueId: queue.id };
    await createGuideline(lead, { ...text, basedOn: 1 });
    await expect(createGuideline(lead, { ...text, basedOn: 1 })).rejects.toMatchObject({ code: "conflict" });
    const rude = { verdict: "rejected", reasons: ["rude"] } as const;
    const wrong = answer(ann, served, { ...rude, reasons: ["rude"] }, { guidelineVersion: 2 });
    await expect(wrong).rejects.toMatchObject({ code: "invalid", fields: { "answer.reasons": expect.any(String) } });
    const { assignment, newestGuideline } = await answer(ann, served, { ...rude, reasons: ["rude"] });
    expect({ under: assignment.guidelineVersion, newestGuideline }).toEqual({ under: 1, newestGuideline: 2 });
  });

  it("keeps drafts through skip, lease loss and reload, and serves skipped items only when asked", async () => {
    const { queue } = await makeQueue({ dialogues: 1 });
    const ann = await makeViewer();
    const served = await claim(ann, queue.id);
    await saveDraft(ann, { assignmentId: served.assignment.id, draft: { note: "Half a th" }, seconds: 9 });
    await saveDraft(ann, { assignmentId: served.assignment.id, draft: { note: "Half a thought" }, seconds: 4 });
    const skipped = await skipItem(ann, {
      assignmentId: served.assignment.id,
      reason: "Arabic",
      draft: null,
      seconds: 10,
    });
    expect(skipped).toMatchObject({ status: "skipped", skipReason: "Arabic", seconds: 10 });
    const nothing = await claimItem(ann, { queueId: queue.id, holding: [], includeSkipped: false });
    expect(nothing).toEqual({ item: null, reason: "only_skipped" });
    const again = await claimItem(ann, { queueId: queue.id, holding: [], includeSkipped: true });
    expect(again.item?.assignment.draft).toMatchObject({ note: "Half a thought" });
  });
});

describe("an item of several people", () => {
  it("is settled by agreement, and an answer taken back opens it again", async () => {
    const { queue } = await makeQueue({ dialogues: 1, spec: shared });
    const [ann, ben] = [await makeViewer("Ann"), await makeViewer("Ben")];
    const [a, b] = [await claim(ann, queue.id), await claim(ben, queue.id)];
    expect(a.isShared).toBe(true);
    await answer(ann, a, { verdict: "rejected", reasons: ["rude", "wrong"] });
    expect(await stateOf(a)).toMatchObject({ verdict: null, status: "open" });
    await answer(ben, b, { verdict: "rejected", reasons: ["rude"] });
    expect(await stateOf(a)).toMatchObject({ verdict: "rejected", status: "settled" });
    const [decision] = await prisma.decision.findMany({ where: { dialogueId: a.dialogue.id } });
    expect(decision?.act).toMatchObject({ reasons: ["Rude"], note: "Agreed by 2 people." });
    await takeBackAnswer(ann, a.assignment.id);
    expect(await stateOf(a)).toMatchObject({ verdict: null, status: "open", vacant: 0 });
  });

  it("goes to a reviewer when people disagree or propose; who takes over texts, marks and verdict; reopening undoes", async () => {
    const { queue, lead } = await makeQueue({ dialogues: 1, spec: shared });
    const [ann, ben] = [await makeViewer("Ann"), await makeViewer("Ben")];
    const [a, b] = [await claim(ann, queue.id), await claim(ben, queue.id)];
    const [question, reply] = a.turns.map(({ id }) => id);
    await answer(ann, a, { verdict: "rejected" });
    const edits = [
      { turnId: must(question, "turn"), text: "A better question" },
      { turnId: must(reply, "turn"), text: "A better answer" },
    ];
    const proposal = { edits, endMarkId: must(reply, "turn"), untrained: [must(question, "turn")] };
    await answer(ben, b, proposal);
    expect(await stateOf(a)).toMatchObject({ verdict: null, status: "contested", headId: a.dialogue.headId });

    const view = await readItem(lead, a.assignment.itemId);
    expect(view.assignments.map(({ personName }) => personName).sort()).toEqual(["Ann", "Ben"]);
    const ruling = { itemId: a.assignment.itemId, answer: anAnswer(proposal), chosenId: b.assignment.id, note: "Ben" };
    const unseen = settleItem(lead, { ...ruling, headId: view.dialogue.headId, seenIds: [b.assignment.id] });
    await expect(unseen).rejects.toMatchObject({ code: "conflict" });
    const seenIds = view.assignments.map(({ id }) => id);
    const settled = await settleItem(lead, { ...ruling, headId: view.dialogue.headId, seenIds });
    expect(settled).toMatchObject({ status: "settled", personId: lead.id, resolution: { by: "reviewer" } });
    const after = await readItem(lead, a.assignment.itemId);
    const path = after.turns.filter(({ origin }) => origin === "person" || origin === "kept");
    expect(after.dialogue.verdict).toBe("accepted");
    expect(after.dialogue.endMarkId).toBe(after.dialogue.headId);
    const head = after.turns.find(({ id }) => id === after.dialogue.headId);
    expect(head?.text).toBe("A better answer");
    expect(path.find(({ id }) => id === head?.parentId)?.text).toBe("A better question");
    expect(after.dialogue.untrained).toContain(head?.parentId);
    await expect(answer(ann, a)).rejects.toMatchObject({ code: "conflict" });

    await reopenItem(lead, a.assignment.itemId);
    expect(await stateOf(a)).toEqual({ verdict: null, status: "contested", vacant: 0, headId: a.dialogue.headId });
  });

  it("is decided by a reviewer otherwise than anybody, also without labels on which people differ", async () => {
    const [field] = guidelineTextSchema.parse({
      fields: [{ key: "tone", label: "Tone", target: "dialogue", kind: "scale", min: 1, max: 5, required: true }],
    }).fields;
    const guideline = { fields: [must(field, "field")] };
    const { queue, lead } = await makeQueue({ dialogues: 1, spec: shared, guideline });
    const [ann, ben] = [await makeViewer("Ann"), await makeViewer("Ben")];
    const [a, b] = [await claim(ann, queue.id), await claim(ben, queue.id)];
    await answer(ann, a, { verdict: "rejected", labels: { tone: 1 } });
    await answer(ben, b, { labels: { tone: 5 } });
    const { assignments, dialogue } = await readItem(lead, a.assignment.itemId);
    const ruling = {
      itemId: a.assignment.itemId,
      note: "",
      headId: dialogue.headId,
      seenIds: assignments.map(({ id }) => id),
    };
    const taken = settleItem(lead, { ...ruling, answer: anAnswer(), chosenId: b.assignment.id });
    await expect(taken).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringContaining("Tone is required"),
    });
    await settleItem(lead, { ...ruling, answer: anAnswer(), chosenId: null });
    expect(await stateOf(a)).toMatchObject({ verdict: "accepted", status: "settled" });
  });

  it("is sent back to one of them, who gets it first, with note and draft", async () => {
    const { queue, lead } = await makeQueue({ dialogues: 2, spec: shared });
    const [ann, ben] = [await makeViewer("Ann"), await makeViewer("Ben")];
    const [a, b] = [await claim(ann, queue.id), await claim(ben, queue.id)];
    await answer(ann, a);
    await answer(ben, b, { verdict: "rejected" });
    await sendBack(lead, { assignmentId: a.assignment.id, note: "Read the clause on tone." });
    const again = await claim(ann, queue.id);
    expect(again.assignment).toMatchObject({
      id: a.assignment.id,
      status: "sent_back",
      sentBackNote: "Read the clause on tone.",
      draft: { verdict: "accepted" },
    });
    await answer(ann, again, { verdict: "rejected" });
    expect(await stateOf(a)).toMatchObject({ verdict: "rejected", status: "settled" });
  });

  it("shows nobody what others answered, to nobody but leads and reviewers", async () => {
    const { queue, lead } = await makeQueue({ dialogues: 1, spec: shared });
    const [ann, ben] = [await makeViewer("Ann"), await makeViewer("Ben")];
    const a = await claim(ann, queue.id);
    await answer(ann, a, { verdict: "rejected", note: "a-secret-opinion" });
    const { id: dialogueId, headId } = a.dialogue;
    await actOnDialogue(lead, { dialogueId, act: { kind: "tag", tags: ["a-secret-opinion"] } });
    // As from before it came into the queue.
    await prisma.dialogue.update({ where: { id: dialogueId }, data: { verdict: "rejected" } });
    const comment = { kind: "comment", turnId: null, text: "a-secret-opinion", mentions: [] as string[] } as const;
    await actInReview(ann, { dialogueId, act: comment, assignmentId: a.assignment.id });
    const edit = { kind: "flag", turnId: must(headId, "head") } as const;
    const touched = actInReview(ann, { dialogueId, act: edit, assignmentId: a.assignment.id });
    await expect(touched).rejects.toMatchObject({ code: "conflict" });
    const b = await claim(ben, queue.id);
    const said = JSON.stringify([b, await serveItem(ben, b.assignment.id), await readQueue(ben, queue.id)]);
    const commentsFor = async (viewer: Viewer) =>
      (await listDecisions(dialogueId, viewer, { only: "comments", limit: 50 })).items.length;
    expect([await commentsFor(ben), await commentsFor(ann), await commentsFor(lead)]).toEqual([0, 1, 1]);
    expect(said).not.toContain("a-secret-opinion");
    expect(said).not.toContain("rejected");
    await expect(serveItem(ben, a.assignment.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(readItem(ben, a.assignment.itemId)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("gold items", () => {
  it("are mixed in, look like the others, and touch no dialogue", async () => {
    const { queue, lead, items } = await makeQueue({ dialogues: 60, spec: { goldRate: 0.5 } });
    for (const { id } of items.slice(0, 20)) await setGold(lead, { itemId: id, answer: anAnswer() });
    const gold = new Set(items.slice(0, 20).map(({ id }) => id));
    const ann = await makeViewer();
    const shapes = { gold: new Set<string>(), ordinary: new Set<string>() };
    for (let i = 0; i < 30; i++) {
      const served = await claim(ann, queue.id);
      const kind = gold.has(served.assignment.itemId) ? "gold" : "ordinary";
      shapes[kind].add(JSON.stringify(served).replace(/: ?("[^"]*"|[\d.]+)/g, ":_"));
      await answer(ann, served, { verdict: "rejected" });
    }
    expect(shapes.gold.size).toBe(1);
    expect(shapes.ordinary).toEqual(shapes.gold);
    const judged = await prisma.dialogue.findMany({ where: { verdict: { not: null } }, select: { id: true } });
    const goldDialogues = new Set(items.slice(0, 20).map(({ dialogueId }) => dialogueId));
    expect(judged.length).toBeGreaterThan(5);
    expect(judged.filter(({ id }) => goldDialogues.has(id))).toEqual([]);
  });

  it("teach in a practice queue: the known answer after each, and only after it", async () => {
    const { queue, lead, items } = await makeQueue({ dialogues: 2, spec: { practice: true } });
    for (const { id } of items)
      await setGold(lead, { itemId: id, answer: anAnswer({ verdict: "rejected", reasons: ["rude"] }) });
    const ann = await makeViewer();
    const served = await claim(ann, queue.id);
    expect(JSON.stringify(served)).not.toContain("rude");
    const { feedback } = await answer(ann, served, { verdict: "rejected", reasons: ["wrong"] });
    expect(feedback).toMatchObject({ isRight: false, known: { reasons: ["rude"] } });
    await expect(answer(ann, served)).rejects.toMatchObject({ code: "conflict" });
    await answer(ann, await claim(ann, queue.id));
    const end = await claimItem(ann, { queueId: queue.id, holding: [], includeSkipped: false });
    expect(end.reason).toBe("all_done");
  });
});
