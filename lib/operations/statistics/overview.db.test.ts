import { beforeAll, expect, it } from "vitest";
import { prisma } from "@/lib/data/prisma";
import type { Overview } from "@/lib/domain/statistics/overview";
import type { Viewer } from "@/lib/domain/viewer";
import { actOnDialogue } from "@/lib/operations/act-on-dialogue";
import { createDataSet } from "@/lib/operations/data-sets/data-sets";
import { makeDialogue } from "@/lib/testing/builders";
import { callRoute, giveToken } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { makeQueue, makeViewer } from "@/lib/testing/review";

withDatabase();

let lead: Viewer;
let token: string;
beforeAll(async () => {
  lead = await makeViewer("Lead", ["lead"]);
  token = await giveToken(lead.id);
});

async function overview(): Promise<Overview> {
  const response = await callRoute("getOverview", { token });
  expect(response.status).toBe(200);
  return response.json();
}

async function decided(kind: "accept" | "reject", cost: number): Promise<string> {
  const { dialogue } = await makeDialogue({ status: "ended", texts: ["Why?", "So."] });
  await prisma.dialogue.update({
    where: { id: dialogue.id },
    data: { cost, inputTokens: 60, outputTokens: 40, endedAt: new Date() },
  });
  const { headId } = await prisma.dialogue.findFirstOrThrow({ where: { id: dialogue.id } });
  const act = kind === "accept" ? { kind, headId } : { kind, headId, reasons: [] };
  await actOnDialogue(lead, { dialogueId: dialogue.id, act });
  return dialogue.id;
}

it("of nothing is zeros, and no cost of what nobody accepted", async () => {
  const { days, cost, queues, targets } = await overview();
  expect(days).toHaveLength(14);
  expect(days.at(-1)).toEqual({ day: new Date().toISOString().slice(0, 10), ended: 0, accepted: 0, rejected: 0 });
  expect(cost).toEqual({ accepted: 0, decided: 0, spent: 0, tokens: 0 });
  expect([queues, targets]).toEqual([[], []]);
});

it("tells what was done, what it cost, what waits, and how far a data set is from its target", async () => {
  const accepted = [await decided("accept", 0.25), await decided("accept", 0.25)];
  await decided("reject", 0.5);
  await prisma.dialogue.update({ where: { id: accepted[0] }, data: { tags: ["code"] } });
  const { queue } = await makeQueue({ lead, dialogues: 3 });
  const { id } = await createDataSet(lead, { name: "Good", note: "", members: { filter: { verdict: "accepted" } } });
  const target = {
    mostAuc: 0.6,
    dialogues: 4,
    parts: [
      { tag: "code", dialogues: 2 },
      { tag: "law", dialogues: 1 },
    ],
  };
  const set = await callRoute("setTarget", { token, params: { dataSetId: id }, body: { target } });
  expect(set.status).toBe(200);

  const now = await overview();
  expect(now.cost).toEqual({ accepted: 2, decided: 3, spent: 1, tokens: 300 });
  expect(now.days.at(-1)).toMatchObject({ accepted: 2, rejected: 1 });
  expect(now.lastDay).toMatchObject({ accepted: 2, rejected: 1, edited: 0 });
  expect(now.dayBefore).toMatchObject({ ended: 0, accepted: 0, spent: 0 });
  expect(now.queues).toMatchObject([
    { id: queue.id, open: 3, vacant: 3, toSettle: 0, skipped: 0, atWork: 0, lastAnswerAt: null, isPaused: false },
  ]);
  expect(now.targets).toEqual([
    { dataSetId: id, name: "Good", progress: { target, dialogues: 2, parts: [1, 0], likeness: null } },
  ]);

  expect((await callRoute("setTarget", { token, params: { dataSetId: id }, body: { target: null } })).status).toBe(200);
  expect((await overview()).targets).toEqual([]);
});

it("is for leads; whoever does not keep a data set sets no target", async () => {
  const other = await giveToken((await makeViewer("Other", ["annotator"])).id);
  expect((await callRoute("getOverview", { token: other })).status).toBe(403);
  const { id } = await createDataSet(lead, { name: "Theirs", note: "", members: { list: null } });
  const body = { target: { dialogues: 4, parts: [] } };
  expect((await callRoute("setTarget", { token: other, params: { dataSetId: id }, body })).status).toBe(403);
  const twice = {
    dialogues: 4,
    parts: [
      { tag: "a", dialogues: 1 },
      { tag: "a", dialogues: 2 },
    ],
  };
  expect((await callRoute("setTarget", { token, params: { dataSetId: id }, body: { target: twice } })).status).toBe(
    422,
  );
});
