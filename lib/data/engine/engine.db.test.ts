import { describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { insertLiveDeltas, readLiveNews } from "@/lib/data/live";
import { prisma } from "@/lib/data/prisma";
import type { Speaker } from "@/lib/domain/dialogue";
import { actOnDialogue } from "@/lib/operations/act-on-dialogue";
import { makeDialogue, makeRun, makeSeedSet, makeUser } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { engineViolations } from "@/lib/testing/engine-oracle";
import { query } from "@/lib/testing/query";
import type { Claim } from "./claim";
import { claimDialogues } from "./claim-dialogues";
import { commitTurn, openAttempt } from "./commit-group";
import type { Reply } from "./landings";
import { beat, heldClaims, reapLost, renewLeases, signOff, sweepLiveText } from "./leases";
import { abandonAttempt, endDialogue, failAttempt, releaseDialogue } from "./leave-dialogue";

withDatabase();

const usage = { promptTokens: 10, completionTokens: 5 };
const summary = { rounds: 0, opening: "", flags: [] };
const textOf = (turnId: string) => `What ${turnId} says`;

/** The request of a call quotes the turn it answers, as the oracle expects of the worker. */
async function open(claim: Claim, { speaker = "user" as Speaker, parent = "", reserve = 20 } = {}) {
  const request = {
    prompt: { kind: "chat" as const, messages: [{ role: "user" as const, content: parent }] },
    maxTokens: 5,
  };
  const ids = { attemptId: newId("attempt"), turnId: newId("turn") };
  return {
    ...ids,
    ...(await openAttempt(claim, { ...ids, speaker, modelId: claim.spec.simulatorId, request, reserve })),
  };
}

function reply(attempt: { attemptId: string; turnId: string }, speaker: Speaker = "user"): Reply {
  const figures = {
    firstTokenMs: 1.4,
    totalMs: 2.6,
    finishReason: "stop",
    modelId: null,
    reasoning: null,
    rawText: null,
  };
  const { attemptId, turnId } = attempt;
  const settlement = { attemptId, turnId, usage, cost: 0.5 };
  return { speaker, text: textOf(turnId), flags: [], ...figures, settlement, summary, contextTokens: 15 };
}

async function opened(claim: Claim, options?: Parameters<typeof open>[1]) {
  const opening = await open(claim, options);
  if (opening.kind !== "opened") throw new Error(opening.kind);
  return opening;
}

async function claimOne(run: { id: string }, workerId = "w1"): Promise<Claim> {
  const claims = await claimDialogues(workerId, 1_000);
  return must(
    claims.find(({ runId }) => runId === run.id),
    "claim",
  );
}

async function stopAllRuns() {
  await prisma.run.updateMany({ data: { status: "paused" } });
  await prisma.dialogue.updateMany({
    where: { status: "running" },
    data: { status: "queued", leaseWorker: null, leaseUntil: null },
  });
}

describe("claims", () => {
  it("give 2,000 dialogues to 8 racing workers, none twice, never more than the concurrency", async () => {
    const run = await makeRun({ dialogues: 2_000, concurrency: 300 });
    const seen: string[] = [];
    let most = 0;
    const work = async (workerId: string) => {
      for (let idle = 0; idle < 20; ) {
        const claims = await claimDialogues(workerId, 1 + Math.floor(Math.random() * 60));
        idle = claims.length === 0 ? idle + 1 : 0;
        seen.push(...claims.map(({ dialogueId }) => dialogueId));
        const [busy] = await query<{
          count: number;
        }>`SELECT count(*)::int AS count FROM dialogue WHERE run_id = ${run.id} AND status = 'running'`;
        most = Math.max(most, busy?.count ?? 0);
        for (const claim of claims) {
          const ending = { reason: "round_cap" as const, detail: null, headId: null, summary, contextTokens: 0 };
          expect(await endDialogue(claim, ending)).toBe(true);
        }
      }
    };
    await Promise.all(Array.from({ length: 8 }, (_, i) => work(`w${i}`)));
    expect(seen).toHaveLength(2_000);
    expect(new Set(seen).size).toBe(2_000);
    expect(most).toBeLessThanOrEqual(300);
    expect(await prisma.run.findUnique({ where: { id: run.id } })).toMatchObject({ status: "done" });
    expect(await engineViolations({ quiet: true })).toEqual([]);
  }, 120_000);

  it("begin each dialogue from its seed, by position first and shuffled after", async () => {
    const set = await makeSeedSet([1, 2, 3].map((n) => ({ question: `Question ${n}?`, answer: `Answer ${n}.` })));
    const run = await makeRun({ dialogues: 9, concurrency: 100, seedSetId: set.id });
    const claims = (await claimDialogues("w1", 1_000)).filter(({ runId }) => runId === run.id);
    claims.sort((a, b) => a.number - b.number);
    expect(claims.map(({ turns }) => turns.map(({ speaker, origin }) => `${speaker} ${origin}`))).toEqual(
      Array(9).fill(["user seed", "assistant seed"]),
    );
    const asked = claims.map(({ turns }) => turns[0]?.text ?? "");
    expect(asked.slice(0, 3)).toEqual(["Question 1?", "Question 2?", "Question 3?"]);
    expect(asked.slice(3, 6).sort()).toEqual(asked.slice(0, 3));
    expect(asked.slice(6, 9).sort()).toEqual(asked.slice(0, 3));
    for (const claim of claims) expect(claim.headId).toBe(claim.turns[1]?.id);
    await stopAllRuns();
  });

  it("that a worker never heard of are due again when it signs off", async () => {
    const run = await makeRun({ dialogues: 1 });
    const unheard = await claimOne(run, "going");
    await signOff("going");
    const heir = await claimOne(run, "staying");
    expect(heir).toMatchObject({ dialogueId: unheard.dialogueId });
    await signOff("going");
    expect(await heldClaims([unheard, heir])).toEqual(new Set([heir.dialogueId]));
    expect(await open(unheard)).toMatchObject({ kind: "moved" });
    await stopAllRuns();
  });

  it("share room among runs", async () => {
    const runs = [await makeRun({ dialogues: 50, concurrency: 50 }), await makeRun({ dialogues: 50, concurrency: 50 })];
    const claims = await claimDialogues("w1", 20);
    for (const run of runs) expect(claims.filter(({ runId }) => runId === run.id)).toHaveLength(10);
    await stopAllRuns();
  });
});

describe("a turn", () => {
  it("lands once, also when the commit is repeated after its answer got lost", async () => {
    const claim = await claimOne(await makeRun({ dialogues: 1 }));
    const said = reply(await opened(claim));
    const landing = await commitTurn(claim, said);
    expect(landing).toMatchObject({ kind: "go_on", turn: { text: said.text, version: 2, abandoned: false } });
    expect(await commitTurn(claim, said)).toEqual(landing);
    expect(await prisma.turn.count({ where: { dialogueId: claim.dialogueId } })).toBe(1);
    await stopAllRuns();
  });

  it("of a zombie never reaches the path: it is kept beside it and paid for", async () => {
    const run = await makeRun({ dialogues: 1 });
    const zombie = await claimOne(run);
    await beat("zombie", { running: 1, capacity: 1 });
    const first = await opened(zombie);
    await query`UPDATE dialogue SET lease_until = now() - interval '1 second' WHERE id = ${zombie.dialogueId}`;
    await reapLost();
    const heir = await claimOne(run, "w2");
    expect(heir.fence).toBeGreaterThan(zombie.fence);
    const landed = await commitTurn(heir, reply(await opened(heir)));
    expect(await commitTurn(zombie, reply(first))).toEqual({ kind: "abandoned" });
    expect(await open(zombie)).toMatchObject({ kind: "moved" });
    expect(await heldClaims([zombie, heir])).toEqual(new Set([heir.dialogueId]));
    expect(await renewLeases("w1", [zombie])).toEqual(new Set());
    await releaseDialogue(zombie);
    const now = await prisma.dialogue.findUniqueOrThrow({ where: { id: zombie.dialogueId }, include: { turns: true } });
    expect(now).toMatchObject({ status: "running", leaseWorker: "w2", inputTokens: 20 });
    expect(landed).toMatchObject({ turn: { id: now.headId } });
    expect(now.turns.map(({ abandoned }) => abandoned).sort()).toEqual([false, true]);
    expect(await engineViolations()).toEqual([]);
    await stopAllRuns();
  });

  it("is followed by a pause that somebody asked for meanwhile", async () => {
    const claim = await claimOne(await makeRun({ dialogues: 1 }));
    const attempt = await opened(claim);
    await prisma.dialogue.update({ where: { id: claim.dialogueId }, data: { holdRequested: true } });
    expect(await commitTurn(claim, reply(attempt))).toMatchObject({ kind: "paused" });
    const row = await prisma.dialogue.findUniqueOrThrow({ where: { id: claim.dialogueId } });
    expect(row).toMatchObject({ status: "paused", holdRequested: false, leaseWorker: null });
    await stopAllRuns();
  });
});

it("shows watchers nothing that a worker writes after its claim was lost", async () => {
  const run = await makeRun({ dialogues: 1 });
  const zombie = await claimOne(run);
  const id = zombie.dialogueId;
  const write = ({ fence }: Claim, text: string) =>
    insertLiveDeltas(
      [
        {
          type: "delta",
          id,
          turnId: `of ${fence}`,
          fence,
          parentId: null,
          speaker: "user",
          at: 0,
          text,
          reasoning: false,
        },
      ],
      [],
    );
  const seen = async () =>
    (await readLiveNews([{ id, version: -1, turnsAfter: -1, deltaId: 0 }])).flatMap(({ deltas }) =>
      deltas.map(({ text }) => text),
    );
  await write(zombie, "before");
  expect(await seen()).toEqual(["before"]);
  await query`UPDATE dialogue SET lease_until = now() - interval '1 second' WHERE id = ${id}`;
  await reapLost();
  await write(zombie, "while nobody has it");
  expect(await seen()).toEqual([]);
  const heir = await claimOne(run, "w2");
  await write(heir, "the heir's");
  await write(zombie, "while somebody else has it");
  expect(await seen()).toEqual(["the heir's"]);
  await sweepLiveText();
  expect(await prisma.liveDelta.count({ where: { dialogueId: id } })).toBe(1);
  await stopAllRuns();
  await sweepLiveText();
  expect(await prisma.liveDelta.count({ where: { dialogueId: id } })).toBe(0);
});

describe("failures", () => {
  it("are tried again later, five times, then wait for a person", async () => {
    const run = await makeRun({ dialogues: 1 });
    const outcomes: string[] = [];
    for (let i = 0; i < 5; i++) {
      const claim = await claimOne(run);
      const { attemptId, turnId } = await opened(claim);
      const settlement = { attemptId, turnId, usage, cost: 0, fault: "network" as const, partialText: "half\0" };
      outcomes.push(
        await failAttempt(claim, { settlement, remedy: "retry", isBusy: false, detail: "The line broke." }),
      );
      await query`UPDATE dialogue SET due_at = now() - interval '1 second' WHERE id = ${claim.dialogueId}`;
    }
    expect(outcomes).toEqual(["queued", "queued", "queued", "queued", "parked"]);
    expect(await prisma.run.findUniqueOrThrow({ where: { id: run.id } })).toMatchObject({ status: "done" });
    expect(await engineViolations()).toEqual([]);
  });

  it("of a busy endpoint use up no try, however often it asks to come back later", async () => {
    const run = await makeRun({ dialogues: 1 });
    for (let i = 0; i < 12; i++) {
      const claim = await claimOne(run);
      const { attemptId, turnId } = await opened(claim);
      const settlement = { attemptId, turnId, usage: { promptTokens: 0, completionTokens: 0 }, cost: 0 };
      const failure = { settlement, remedy: "retry", isBusy: true, retryAfterMs: 0, detail: "Slow down." } as const;
      expect(await failAttempt(claim, failure)).toBe("queued");
    }
    expect(await prisma.dialogue.findFirst({ where: { runId: run.id } })).toMatchObject({ failures: 0 });
    expect(await engineViolations({ quiet: true })).toEqual([]);
    await stopAllRuns();
  });

  it("that would meet every call pause the run, and say why", async () => {
    const run = await makeRun({ dialogues: 3 });
    const claim = await claimOne(run);
    const { attemptId, turnId } = await opened(claim);
    const settlement = { attemptId, turnId, usage, cost: 0, fault: "unauthorized" as const };
    expect(
      await failAttempt(claim, { settlement, remedy: "pause", isBusy: false, detail: "The key was refused." }),
    ).toBe("parked");
    expect(await prisma.run.findUniqueOrThrow({ where: { id: run.id } })).toMatchObject({
      status: "paused",
      statusDetail: "The key was refused.",
    });
    await stopAllRuns();
  });
});

describe("a budget", () => {
  it("is never overshot by racing calls, and ends the run when it is used up", async () => {
    for (let round = 0; round < 10; round++) {
      const amount = 100 + Math.floor(Math.random() * 400);
      const run = await makeRun({ dialogues: 40, concurrency: 40, budget: { unit: "tokens", amount } });
      const claims = await claimDialogues("w1", 1_000);
      await Promise.all(
        claims.map(async (claim) => {
          for (;;) {
            const opening = await open(claim, { reserve: 20 });
            if (opening.kind === "budget_busy") continue;
            if (opening.kind !== "opened") {
              expect(opening.kind).toBe("budget_exhausted");
              const ending = { reason: "budget" as const, detail: null, headId: null, summary, contextTokens: 0 };
              await endDialogue(claim, ending);
              return;
            }
            await abandonAttempt(claim, { ...opening, usage, cost: 0 });
          }
        }),
      );
      const now = await prisma.run.findUniqueOrThrow({ where: { id: run.id } });
      expect(now).toMatchObject({ status: "done", budgetExhausted: true, budgetReserved: 0 });
      expect(now.budgetSpent).toBeGreaterThan(amount - 20);
      expect(now.budgetSpent).toBeLessThanOrEqual(amount);
    }
    expect(await engineViolations({ quiet: true })).toEqual([]);
  }, 60_000);

  it("charges a lost call as reserved, and corrects that when its worker turns up", async () => {
    const run = await makeRun({ dialogues: 1, budget: { unit: "tokens", amount: 1_000 } });
    const claim = await claimOne(run, "nobody");
    const attempt = await opened(claim, { reserve: 200 });
    await query`UPDATE dialogue SET lease_until = now() - interval '1 second' WHERE id = ${claim.dialogueId}`;
    await reapLost();
    const spent = async () => prisma.run.findUniqueOrThrow({ where: { id: run.id } });
    expect(await spent()).toMatchObject({ budgetSpent: 200, budgetReserved: 0 });
    await commitTurn(claim, reply(attempt));
    expect(await spent()).toMatchObject({ budgetSpent: 15, budgetReserved: 0 });
    expect(await engineViolations()).toEqual([]);
  });
});

it("keeps the log of decisions append-only", async () => {
  const refused = /append-only/;
  const { dialogue } = await makeDialogue({ status: "ended", texts: ["Why?", "Because."] });
  const person = { ...(await makeUser()), roles: ["lead" as const] };
  const { decision } = await actOnDialogue(person, {
    dialogueId: dialogue.id,
    act: { kind: "accept", headId: dialogue.headId },
  });
  await expect(query`UPDATE decision SET kind = 'reject' WHERE id = ${decision.id}`).rejects.toThrow(refused);
  await expect(query`DELETE FROM decision WHERE id = ${decision.id}`).rejects.toThrow(refused);
  await expect(query`DELETE FROM dialogue WHERE id = ${dialogue.id}`).rejects.toThrow(/foreign key/);
  await expect(query`TRUNCATE decision`).rejects.toThrow(/permission denied/);
  expect(await prisma.decision.findUnique({ where: { id: decision.id } })).toMatchObject({ kind: "accept" });
});
