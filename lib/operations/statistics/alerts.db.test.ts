import { beforeAll, describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { prisma } from "@/lib/data/prisma";
import { listAlerts } from "@/lib/data/statistics/alerts";
import type { Alert, AlertRule, NewAlertRule } from "@/lib/domain/statistics/alert";
import type { Viewer } from "@/lib/domain/viewer";
import { answerItem } from "@/lib/operations/review/answer-item";
import { claimItem } from "@/lib/operations/review/claim-item";
import { makeDialogue } from "@/lib/testing/builders";
import { callRoute, giveToken } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { anAnswer, makeQueue, makeViewer } from "@/lib/testing/review";
import { createAlertRule } from "./alerts";
import { checkAlerts } from "./check-alerts";

withDatabase();

let lead: Viewer;
beforeAll(async () => {
  lead = await makeViewer("Lead", ["lead", "annotator"]);
});

const rule = (given: Partial<NewAlertRule>) =>
  createAlertRule(lead, { measure: "rejects", limit: 0.3, fewest: 5, pauses: false, ...given });

async function alertsOf({ measure, limit }: Pick<AlertRule, "measure" | "limit">): Promise<Alert[]> {
  const { items } = await listAlerts({ limit: 50 });
  return items.filter((one) => one.measure === measure && one.limit === limit);
}

/** A run that is under way, with so many dialogues of each verdict. */
async function runOf(verdicts: (string | null)[], flags: string[] = []): Promise<string> {
  const { dialogue } = await makeDialogue({ status: "ended", texts: ["Why?", "So."] });
  const runId = must((await prisma.dialogue.findFirstOrThrow({ where: { id: dialogue.id } })).runId, "its run");
  await prisma.run.update({ where: { id: runId }, data: { status: "running" } });
  const row = { runId, status: "ended", contextLimit: 2048, rounds: 1 };
  await prisma.dialogue.update({ where: { id: dialogue.id }, data: { verdict: verdicts[0] ?? null, flags } });
  await prisma.dialogue.createMany({
    data: verdicts.slice(1).map((verdict, i) => ({ ...row, id: newId("dialogue"), number: i + 1_000, verdict, flags })),
  });
  return runId;
}

const some = (count: number, verdict: string | null) => Array.from({ length: count }, () => verdict);

describe("an alert", () => {
  it("is raised once at the run that breaks it, pauses it where that is wished, and is over when the figure is back", async () => {
    const made = await rule({ limit: 0.31, pauses: true });
    const runId = await runOf([...some(4, "rejected"), ...some(6, "accepted")]);
    await runOf([...some(3, "rejected"), ...some(7, "accepted")]);
    await runOf(some(4, "rejected"));
    await Promise.all([checkAlerts(), checkAlerts()]);
    const [alert, ...others] = await alertsOf(made);
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ subject: { kind: "run", id: runId }, value: 0.4, counted: 10, paused: true });
    const run = await prisma.run.findFirstOrThrow({ where: { id: runId } });
    expect(run).toMatchObject({
      status: "paused",
      statusDetail: "Paused by an alert: rejects 40.0 % of 10, above 31.0 %.",
    });

    // Whoever lets it go on knows: it is not paused again.
    await prisma.run.update({ where: { id: runId }, data: { status: "running" } });
    await checkAlerts();
    expect((await prisma.run.findFirstOrThrow({ where: { id: runId } })).status).toBe("running");
    expect(await alertsOf(made)).toHaveLength(1);

    await prisma.dialogue.updateMany({ where: { runId, verdict: "rejected" }, data: { verdict: "accepted" } });
    await checkAlerts();
    expect((await alertsOf(made))[0]?.overAt).not.toBeNull();
    await prisma.dialogue.updateMany({ where: { runId }, data: { verdict: "rejected" } });
    await checkAlerts();
    expect((await alertsOf(made)).map(({ value, paused, overAt }) => [value, paused, overAt === null])).toEqual([
      [1, true, true],
      [0.4, true, false],
    ]);
  });

  it("tells role slips of runs, without pausing them unless that is wished", async () => {
    const made = await rule({ measure: "role_slips", limit: 0.05 });
    const runId = await runOf(some(6, null), ["answers_like_assistant"]);
    await runOf(some(6, null), ["near_empty"]);
    await checkAlerts();
    expect(await alertsOf(made)).toMatchObject([{ subject: { id: runId }, value: 1, counted: 6, paused: false }]);
    expect((await prisma.run.findFirstOrThrow({ where: { id: runId } })).status).toBe("running");
  });

  it("tells where two people agree too little, and pauses their queue", async () => {
    const made = await rule({ measure: "agreement", limit: 0.6, pauses: true });
    const people = [await makeViewer("Ann", ["annotator"]), await makeViewer("Ben", ["annotator"])] as const;
    const { queue } = await makeQueue({ lead, dialogues: 6, spec: { overlap: { people: 2, share: 1 } } });
    for (const [at, viewer] of people.entries())
      for (let i = 0; i < 6; i += 1) {
        const asked = { queueId: queue.id, holding: [], includeSkipped: false };
        const { assignment, dialogue } = must((await claimItem(viewer, asked)).item, "an item");
        const answer = anAnswer({ verdict: (i + at) % 2 === 0 ? "accepted" : "rejected" });
        const given = { answerId: newId("request"), answer, guidelineVersion: 1, headId: dialogue.headId, seconds: 1 };
        await answerItem(viewer, { assignmentId: assignment.id, ...given });
      }
    await checkAlerts();
    const [alert] = await alertsOf(made);
    expect(alert).toMatchObject({
      subject: { kind: "queue", id: queue.id, name: queue.name },
      counted: 6,
      paused: true,
    });
    expect(alert?.value).toBeLessThan(0);
    expect((await prisma.reviewQueue.findFirstOrThrow({ where: { id: queue.id } })).status).toBe("paused");
  });

  it("is seen by whoever looked first, made and removed by leads alone, and then watches no more", async () => {
    const token = await giveToken(lead.id);
    const body = { measure: "rejects", limit: 0.5, fewest: 5, pauses: false };
    const made = await callRoute("createAlertRule", { token, body });
    expect(made.status).toBe(201);
    const { id }: AlertRule = await made.json();
    expect((await callRoute("createAlertRule", { token, body })).status).toBe(409);
    const other = await giveToken((await makeViewer("Other", ["annotator"])).id);
    expect((await callRoute("createAlertRule", { token: other, body: { ...body, limit: 0.9 } })).status).toBe(403);
    expect((await callRoute("listAlerts", { token: other })).status).toBe(403);

    await runOf(some(6, "rejected"));
    await checkAlerts();
    const alert = must((await alertsOf({ measure: "rejects", limit: 0.5 }))[0], "an alert");
    for (const viewer of [token, token])
      expect((await callRoute("seeAlert", { token: viewer, params: { alertId: alert.id } })).status).toBe(204);
    expect((await alertsOf({ measure: "rejects", limit: 0.5 }))[0]?.seen?.by.name).toBe("Lead");

    expect((await callRoute("removeAlertRule", { token, params: { alertRuleId: id } })).status).toBe(204);
    const after = await alertsOf({ measure: "rejects", limit: 0.5 });
    expect(after.every(({ overAt }) => overAt !== null)).toBe(true);
    await runOf(some(6, "rejected"));
    await checkAlerts();
    expect(await alertsOf({ measure: "rejects", limit: 0.5 })).toHaveLength(after.length);
  });
});
