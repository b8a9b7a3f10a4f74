import { expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { previewBulkAct } from "@/lib/data/bulk-preview";
import { claimDialogues } from "@/lib/data/engine/claim-dialogues";
import { commitTurn, openAttempt } from "@/lib/data/engine/commit-group";
import { readExportedPaths } from "@/lib/data/exports";
import { prisma } from "@/lib/data/prisma";
import { makeDialogue, makeRun } from "@/lib/testing/builders";
import { callRoute, giveToken } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { doDueJobs } from "@/lib/testing/job-runner";
import { anAnswer, makeQueue, makeViewer } from "@/lib/testing/review";
import { actOnDialogue } from "./act-on-dialogue";
import { createBulkAct } from "./bulk/bulk-acts";
import { readBulkAct } from "./bulk/read-bulk-act";
import { answerItem } from "./review/answer-item";
import { claimItem } from "./review/claim-item";
import { settleItem } from "./review/settle-item";

withDatabase();

const find = (id: string) => prisma.dialogue.findUniqueOrThrow({ where: { id } });

/** Lengths of the accepted paths as a training file would hold them, by dialogue. */
async function exported(): Promise<Map<string, number>> {
  const lengths = new Map<string, number>();
  for await (const { id, turns } of readExportedPaths({ verdict: "accepted" })) lengths.set(id, turns.length);
  return lengths;
}

/** A worker has these dialogues and a reply for each on its way; `land` writes it. */
async function beingWritten(runId: string) {
  // Other tests' runs would begin dialogues of their own.
  await prisma.run.updateMany({ where: { id: { not: runId } }, data: { status: "paused" } });
  const claims = (await claimDialogues("w", 100)).filter((claim) => claim.runId === runId);
  return Promise.all(
    claims.map(async (claim) => {
      const ids = { attemptId: newId("attempt"), turnId: newId("turn") };
      const request = { prompt: { kind: "chat" as const, messages: [] }, maxTokens: 5 };
      const { modelId } = { modelId: claim.spec.simulatorId };
      await openAttempt(claim, { ...ids, speaker: "user", modelId, request, reserve: 1 });
      const settlement = { ...ids, usage: { promptTokens: 1, completionTokens: 1 }, cost: 0 };
      const figures = { firstTokenMs: 1, totalMs: 1, finishReason: "stop", modelId, reasoning: null, rawText: null };
      const summary = { rounds: 1, opening: "", flags: [] };
      const words = { speaker: "user", text: "One more?", flags: [] } as const;
      const reply = { ...words, flags: [], ...figures, settlement, summary, contextTokens: 1 };
      return { dialogueId: claim.dialogueId, headId: claim.headId, land: () => commitTurn(claim, reply) };
    }),
  );
}

it("of a verdict and a reply that come at once either both stand for the same turns, or the verdict is refused", async () => {
  const lead = await makeViewer("Lea", ["lead"]);
  const { id: runId } = await makeRun({ dialogues: 60, concurrency: 60 });
  for (let i = 0; i < 60; i++) await makeDialogue({ runId, texts: ["Why?", "Because."] });
  const writing = await beingWritten(runId);
  expect(writing).toHaveLength(60);
  const judged = await Promise.allSettled(
    writing.map(async ({ dialogueId, headId, land }, i) => {
      const kind = i % 2 ? "accept" : "reject";
      const act = kind === "accept" ? { kind, headId } : { kind, headId, reasons: [] };
      const judge = () => actOnDialogue(lead, { dialogueId, act: act as { kind: "accept"; headId: string | null } });
      if (i < 20) await land();
      if (i < 40) return judge();
      const [outcome] = await Promise.all([judge(), land()]);
      return outcome;
    }),
  );
  for (const { land } of writing.slice(20, 40)) expect((await land()).kind).toBe("abandoned");
  const lengths = await exported();
  for (const [i, { dialogueId, headId }] of writing.entries()) {
    const dialogue = await find(dialogueId);
    const outcome = must(judged[i], "an outcome");
    if (outcome.status === "rejected") {
      expect(outcome.reason).toMatchObject({ code: "conflict", message: expect.stringMatching(/1 turn was added/) });
      expect(dialogue).toMatchObject({ verdict: null, status: "running" });
      expect(dialogue.headId).not.toBe(headId);
    } else {
      const verdict = i % 2 ? "accepted" : "rejected";
      expect(dialogue).toMatchObject({ verdict, status: "ended", headId, leaseWorker: null });
    }
    expect(lengths.get(dialogueId)).toBe(dialogue.verdict === "accepted" ? 2 : undefined);
  }
  expect(judged.slice(0, 20).every(({ status }) => status === "rejected")).toBe(true);
  expect(judged.slice(20, 40).every(({ status }) => status === "fulfilled")).toBe(true);
});

it("ends what is still being written on every path that gives a verdict", async () => {
  const lead = await makeViewer("Lea", ["lead"]);
  const { id: runId } = await makeRun({ dialogues: 100, concurrency: 100 });
  const still = () => makeDialogue({ runId, status: "paused", texts: ["Why?", "Because.", "Really?"] });

  const open = await still();
  const token = await giveToken(lead.id);
  const accept = { act: { kind: "accept", headId: open.dialogue.headId } };
  const params = { dialogueId: open.dialogue.id };
  expect((await callRoute("actOnDialogue", { token, params, body: accept })).status).toBe(200);

  const [alone, several] = [await makeQueue({ lead }), await makeQueue({ lead, spec: { secondStage: "all" } })];
  for (const { queue } of [alone, several])
    await prisma.dialogue.updateMany({
      where: { reviewItems: { some: { queueId: queue.id } } },
      data: { status: "paused", endReason: null },
    });
  const ann = await makeViewer();
  for (const { queue } of [alone, several]) {
    const { item } = await claimItem(ann, { queueId: queue.id, holding: [], includeSkipped: false });
    const { assignment, dialogue } = must(item, "an item");
    const given = { answer: anAnswer(), answerId: newId("assignment"), guidelineVersion: 1, seconds: 1 };
    await answerItem(ann, { ...given, assignmentId: assignment.id, headId: dialogue.headId });
  }
  const [first] = several.items;
  const item = must(first, "an item");
  const places = await prisma.assignment.findMany({ where: { itemId: item.id } });
  const seenIds = places.map(({ id }) => id);
  const settling = { itemId: item.id, answer: anAnswer(), chosenId: null, note: "", seenIds };
  await settleItem(lead, { ...settling, headId: item.headId });

  const bulk = await still();
  const preview = await previewBulkAct({ dialogueIds: [bulk.dialogue.id] }, { kind: "accept" });
  expect(preview).toMatchObject({ applies: 1, unfinished: 1 });
  await createBulkAct(lead, { dialogueIds: [bulk.dialogue.id] }, { kind: "accept" });
  await doDueJobs();

  const lengths = await exported();
  const ids = [open.dialogue.id, must(alone.dialogueIds[0], "one"), item.dialogueId, bulk.dialogue.id];
  for (const id of ids) {
    expect(await find(id)).toMatchObject({ status: "ended", endReason: "person", verdict: "accepted" });
    expect(lengths.get(id)).toBe(2);
  }
});

it("takes a verdict off whatever a person does to the turns later, and no row can hold one that goes on", async () => {
  const lead = await makeViewer("Lea", ["lead"]);
  const { dialogue, turns } = await makeDialogue({ status: "ended", texts: ["Why?", "Because.", "And?", "So."] });
  const dialogueId = dialogue.id;
  const act = async (wanted: Parameters<typeof actOnDialogue>[1]["act"]) =>
    (await actOnDialogue(lead, { dialogueId, act: wanted })).decision;
  const { headId } = dialogue;
  await act({ kind: "accept", headId });
  const before = await exported();
  const taken = await act({ kind: "take_over", headId, text: "And then?" });
  expect(taken).toMatchObject({ before: { verdict: "accepted" }, after: { verdict: null, status: "queued" } });
  expect((await exported()).get(dialogueId)).toBeUndefined();
  await act({ kind: "undo", decisionId: taken.id });
  expect(await exported()).toEqual(before);
  const branched = await act({ kind: "branch", headId, turnId: must(headId, "a head") });
  expect(branched.after).toMatchObject({ verdict: null, status: "queued", headId: must(turns.at(-1), "a turn").id });
  const going = prisma.dialogue.update({ where: { id: dialogueId }, data: { verdict: "accepted" } });
  await expect(going).rejects.toThrow(/dialogue_verdict_at_its_end/);
});

it("a bulk verdict on all that match leaves alone what has changed since they were looked at", async () => {
  const lead = await makeViewer("Lea", ["lead"]);
  const { id: runId } = await makeRun({ dialogues: 100, concurrency: 100 });
  const make = async () => (await makeDialogue({ runId, status: "ended", texts: ["Why?", "Because."] })).dialogue.id;
  const ids = [await make(), await make()] as const;
  const { seenAt } = await previewBulkAct({ filter: { run: runId } }, { kind: "accept" });
  const late = new Date(Date.parse(seenAt) + 5);
  await prisma.dialogue.update({ where: { id: ids[1] }, data: { updatedAt: late } });
  const verdict = await createBulkAct(lead, { filter: { run: runId }, seenAt }, { kind: "accept" });
  await doDueJobs();
  expect(await readBulkAct(lead, verdict.id)).toMatchObject({
    done: 1,
    refused: 1,
    refusals: [{ message: expect.stringMatching(/changed since you looked/), n: 1 }],
  });
  expect(await Promise.all(ids.map(async (id) => (await find(id)).verdict))).toEqual(["accepted", null]);
});

it("takes the mask and the end mark of a turn along to the one that a model writes instead of it, and to no other", async () => {
  const lead = await makeViewer("Lea", ["lead"]);
  const { id: runId } = await makeRun({ dialogues: 3, concurrency: 3 });
  const made = [];
  for (const kind of ["regenerate", "reject_turn", "branch"] as const) {
    const { dialogue, turns } = await makeDialogue({ runId, status: "paused", texts: ["Why?", "Because."] });
    const [question, answer] = [must(turns[0], "a question"), must(turns[1], "an answer")];
    await prisma.dialogue.update({
      where: { id: dialogue.id },
      data: { untrained: [answer.id], endMarkId: answer.id },
    });
    const { headId } = dialogue;
    const acts = {
      regenerate: { kind: "regenerate", headId, turnId: answer.id },
      reject_turn: { kind: "reject_turn", headId, turnId: answer.id, reasons: [] as string[] },
      branch: { kind: "branch", headId, turnId: question.id },
    } as const;
    await actOnDialogue(lead, { dialogueId: dialogue.id, act: acts[kind] });
    made.push({ kind, id: dialogue.id, old: answer.id });
  }
  for (const { land } of await beingWritten(runId)) await land();
  for (const { kind, id, old } of made) {
    const { headId, untrained, endMarkId, rewritesId } = await find(id);
    const isNew = kind !== "branch";
    expect(headId).not.toBe(old);
    expect({ kind, untrained, endMarkId, rewritesId }).toEqual({
      kind,
      untrained: isNew ? [old, headId] : [old],
      endMarkId: isNew ? headId : old,
      rewritesId: null,
    });
  }
});
