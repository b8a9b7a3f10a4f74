import { expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { listDialogues } from "@/lib/data/dialogues";
import { listAttemptsOfTurn } from "@/lib/data/engine/attempts";
import { prisma } from "@/lib/data/prisma";
import { countByStatus, readRunProgress } from "@/lib/data/run-progress";
import { findRun, listRuns } from "@/lib/data/runs";
import { runSpecSchema } from "@/lib/domain/run";
import type { Viewer } from "@/lib/domain/viewer";
import { makeDialogue, makeModel, makeRun, makeUser } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { createRun, pauseRun, resumeRun, stopRun } from "./runs";

withDatabase();

async function viewer(): Promise<Viewer> {
  const { id, name, email } = await makeUser();
  return { id, name, email, roles: ["lead"] };
}

it("ends every open dialogue on its last answer and leaves ended ones alone", async () => {
  const lead = await viewer();
  const { id: runId } = await makeRun({ dialogues: 10 });
  const asked = await makeDialogue({ runId, status: "running", texts: ["Why?", "Because.", "Really?"] });
  const fresh = await makeDialogue({ runId, status: "parked", texts: ["Hello?"] });
  const ended = await makeDialogue({ runId, status: "ended", texts: ["Why?", "Because."] });
  await prisma.dialogue.update({ where: { id: ended.dialogue.id }, data: { verdict: "accepted" } });

  const run = await stopRun(lead, runId);
  expect(run).toMatchObject({ status: "stopped", statusDetail: `Stopped by ${lead.name}.` });
  const read = (id: string) => prisma.dialogue.findUniqueOrThrow({ where: { id } });
  expect(await read(asked.dialogue.id)).toMatchObject({
    status: "ended",
    endReason: "run_stopped",
    headId: asked.turns[1]?.id,
    rounds: 1,
    verdict: null,
    leaseUntil: null,
    fence: asked.dialogue.fence + 1,
    version: asked.dialogue.version + 1,
  });
  expect(await read(fresh.dialogue.id)).toMatchObject({ status: "ended", headId: null, opening: "" });
  expect(await read(ended.dialogue.id)).toMatchObject({
    endReason: null,
    verdict: "accepted",
    version: ended.dialogue.version,
  });
  expect(await prisma.turn.count({ where: { dialogueId: asked.dialogue.id } })).toBe(3);
  await expect(stopRun(lead, runId)).rejects.toMatchObject({ code: "conflict" });
  const { byStatus, byEndReason } = await readRunProgress(run);
  expect([byStatus, byEndReason]).toMatchObject([{ queued: 0, ended: 3 }, { run_stopped: 2 }]);
});

it("counts the calls of a run that failed, and not those that somebody cancelled", async () => {
  const run = await makeRun({ dialogues: 1 });
  const { dialogue } = await makeDialogue({ runId: run.id, status: "ended", texts: ["Why?", "Because."] });
  const call = { dialogueId: dialogue.id, runId: run.id, modelId: "m", workerId: "w", speaker: "user", request: {} };
  const faults = ["network", "network", "cancelled", null];
  await prisma.attempt.createMany({
    data: faults.map((fault, i) => ({ ...call, id: `att_${i}`, outcome: fault ? "failed" : "used", fault })),
  });
  expect((await readRunProgress(must(await findRun(run.id), "the run"))).byFault).toEqual({ network: 2 });
});

it("checks a set-up in words, launches it, holds it and lets it go on", async () => {
  const lead = await viewer();
  const [simulator, assistant] = [await makeModel({ contextWindow: 1_024 }), await makeModel()];
  const given = { name: "Run", simulatorId: simulator.id, assistantId: assistant.id, dialogues: 5 };
  const wide = runSpecSchema.parse(given);
  const refusal = await createRun(lead, { ...wide, launch: true }).catch((error: unknown) => error);
  expect(refusal).toMatchObject({
    code: "invalid",
    fields: { "stopRules.contextTokens": expect.stringContaining("1024") },
  });
  const spec = runSpecSchema.parse({ ...given, stopRules: { contextTokens: 1_000 } });
  const run = await createRun(lead, { ...spec, launch: true });
  expect(run).toMatchObject({ status: "running", personId: lead.id, startedAt: expect.any(String) });
  expect((await countByStatus([run])).get(run.id)).toMatchObject({ queued: 5, ended: 0 });
  expect(await pauseRun(lead, run.id)).toMatchObject({ status: "paused", statusDetail: `Paused by ${lead.name}.` });
  await expect(pauseRun(lead, run.id)).rejects.toMatchObject({ code: "conflict" });
  expect(await resumeRun(run.id)).toMatchObject({ status: "running", statusDetail: null });
  await prisma.model.update({ where: { id: assistant.id }, data: { archivedAt: new Date() } });
  await pauseRun(lead, run.id);
  await expect(resumeRun(run.id)).rejects.toMatchObject({
    code: "invalid",
    fields: { assistantId: expect.any(String) },
  });
  expect((await findRun(run.id))?.status).toBe("paused");
});

it("pages through runs and dialogues without gap or repeat, in every order, and finds texts", async () => {
  const { id: runId } = await makeRun({ dialogues: 20 });
  for (let i = 0; i < 7; i++)
    await makeDialogue({ runId, status: "ended", texts: Array(2 * (i % 3)).fill(`100% sure ${i}`) });
  for (const sort of ["newest", "oldest", "longest"] as const) {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listDialogues({ run: runId, sort, cursor, limit: 3 });
      seen.push(...page.items.map((dialogue) => dialogue.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect([seen.length, new Set(seen).size]).toEqual([7, 7]);
  }
  expect((await listDialogues({ run: runId, q: "100% SURE 4", sort: "newest", limit: 9 })).items).toHaveLength(1);
  expect((await listDialogues({ run: runId, q: '"100_"', sort: "newest", limit: 9 })).items).toHaveLength(0);
  await expect(listDialogues({ sort: "longest", cursor: "bm8", limit: 3 })).rejects.toMatchObject({
    code: "malformed",
  });
  const all = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await listRuns({ cursor, limit: 1 });
    for (const run of page.items) all.add(run.id);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(all.size).toBe(await prisma.run.count());
  expect(await listAttemptsOfTurn("trn_none")).toEqual([]);
});
