import { expect, it } from "vitest";
import { toViewer } from "@/lib/data/people";
import { prisma } from "@/lib/data/prisma";
import { makeUser } from "@/lib/testing/builders";
import { callRoute, giveToken } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { makeEvaluation } from "@/lib/testing/judging";
import { makeQueue } from "@/lib/testing/review";

withDatabase();

it("names what cannot be read where it is asked for, and leaves it out of the lists", async () => {
  const lead = await makeUser();
  const viewer = toViewer(lead);
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
});
