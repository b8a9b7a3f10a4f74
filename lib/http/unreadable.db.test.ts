import { expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { prisma } from "@/lib/data/prisma";
import { lockItemOfPlace } from "@/lib/data/review/items";
import { transaction } from "@/lib/data/sql";
import { claimItem } from "@/lib/operations/review/claim-item";
import { makeRun, makeUser } from "@/lib/testing/builders";
import { callRoute, giveToken } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { makeEvaluation } from "@/lib/testing/judging";
import { makeQueue, makeViewer } from "@/lib/testing/review";

withDatabase();

it("names what cannot be read where it is asked for, and leaves it out of the lists", async () => {
  const lead = await makeUser();
  const viewer = lead;
  const token = await giveToken(lead.id);
  const { evaluationId } = await makeEvaluation({ lead: viewer });
  const { evaluationId: otherId } = await makeEvaluation({ lead: viewer });
  const { queue } = await makeQueue({ lead: viewer });
  await prisma.evaluation.update({ where: { id: evaluationId }, data: { spec: { kind: "of tomorrow" } } });
  await prisma.reviewQueue.update({ where: { id: queue.id }, data: { spec: { participants: 7 } } });

  const one = await callRoute("getEvaluation", { token, params: { evaluationId } });
  expect(one.status).toBe(500);
  expect((await one.json()).detail).toContain(`The evaluation ${evaluationId} holds something`);
  const listed = await (await callRoute("listEvaluations", { token })).json();
  expect(listed.items.map(({ id }: { id: string }) => id)).toEqual([otherId]);

  const queueAsked = await callRoute("getQueue", { token, params: { queueId: queue.id } });
  expect((await queueAsked.json()).detail).toContain(`The review queue ${queue.id} holds something`);
  expect((await (await callRoute("listQueues", { token })).json()).items).toEqual([]);

  const run = await makeRun({ dialogues: 1 });
  await prisma.run.update({ where: { id: run.id }, data: { spec: { of: "tomorrow" } } });
  const runAsked = await callRoute("getRun", { token, params: { runId: run.id } });
  expect((await runAsked.json()).detail).toContain(`The run ${run.id} holds something`);
  const runs = await (await callRoute("listRuns", { token })).json();
  expect(runs.items.map(({ id }: { id: string }) => id)).not.toContain(run.id);
});

it("names a queue whose settings cannot be read where an answer is given to an item of it", async () => {
  const ann = await makeViewer();
  const { queue } = await makeQueue({ dialogues: 1 });
  const { item } = await claimItem(ann, { queueId: queue.id, holding: [], includeSkipped: false });
  const { assignment } = must(item, "an item");
  await prisma.reviewQueue.update({ where: { id: queue.id }, data: { spec: { participants: 7 } } });
  const held = transaction((tx) => lockItemOfPlace(tx, assignment.id, ann.id));
  await expect(held).rejects.toThrow(`review_queue ${queue.id}: spec cannot be read`);
});
