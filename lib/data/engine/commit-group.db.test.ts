import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { prisma } from "@/lib/data/prisma";
import { untilReachable } from "@/lib/data/until-reachable";
import type { RunSpec } from "@/lib/domain/run";
import { makeRun } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { engineViolations } from "@/lib/testing/engine-oracle";
import { query, queryAsOwner } from "@/lib/testing/query";
import { statementsOf } from "@/lib/testing/statements-of";
import type { Claim } from "./claim";
import { claimDialogues } from "./claim-dialogues";
import { commitTurn, openAttempt } from "./commit-group";
import type { Landing, Reply } from "./landings";
import { abandonAttempt, endDialogue, releaseDialogue } from "./leave-dialogue";
import type { AttemptPlan, Opening } from "./openings";

withDatabase();

const usage = { promptTokens: 10, completionTokens: 5 };
const summary = { rounds: 0, opening: "", flags: [] };

afterEach(async () => {
  await prisma.run.updateMany({ data: { status: "paused" } });
  expect(await engineViolations()).toEqual([]);
});

function planOf(claim: Claim, reserve = 20): AttemptPlan {
  const quoted = claim.turns.find(({ id }) => id === claim.headId)?.text ?? "";
  const prompt = { kind: "chat" as const, messages: [{ role: "user" as const, content: quoted }] };
  const speaker = quoted.endsWith("asks") ? "assistant" : "user";
  const ids = { attemptId: newId("attempt"), turnId: newId("turn") };
  return { ...ids, speaker, modelId: claim.spec.simulatorId, request: { prompt, maxTokens: 5 }, reserve };
}

function replyTo({ attemptId, turnId, speaker }: AttemptPlan, given: Partial<Reply> = {}): Reply {
  const figures = { firstTokenMs: 1.4, totalMs: 2.6, finishReason: "stop", modelId: null, reasoning: null };
  const settlement = { attemptId, turnId, usage, cost: 0.5 };
  const text = `What ${turnId} ${speaker === "user" ? "asks" : "says"}`;
  return { speaker, text, flags: [], ...figures, rawText: null, settlement, summary, contextTokens: 15, ...given };
}

/** As the worker does after a landing. */
function goOn(claim: Claim, landing: Landing): void {
  if (landing.kind !== "go_on") throw new Error(landing.kind);
  claim.turns.push(landing.turn);
  claim.headId = landing.turn.id;
}

async function claimAll(dialogues: number, given: Partial<RunSpec> = {}, workerId = "w1"): Promise<Claim[]> {
  const run = await makeRun({ dialogues, concurrency: dialogues, ...given });
  const claims = (await claimDialogues(workerId, 1_000)).filter(({ runId }) => runId === run.id);
  expect(claims).toHaveLength(dialogues);
  return claims.sort((a, b) => a.number - b.number);
}

const transactionsIn = (statements: string[]) => statements.filter((text) => text.startsWith("begin")).length;
const kindOf = ({ kind }: Landing | Opening) => kind;

describe("a group", () => {
  it("gives each its own answer: one was moved, one held, one has no budget left, the others go on", async () => {
    const claims = await claimAll(5, { budget: { unit: "tokens", amount: 50 } });
    const [moved, held, fine, also, late] = claims as [Claim, Claim, Claim, Claim, Claim];
    await query`UPDATE dialogue SET fence = fence + 1 WHERE id = ${moved.dialogueId}`;
    await prisma.dialogue.update({ where: { id: held.dialogueId }, data: { holdRequested: true } });
    const { result, statements } = await statementsOf(() =>
      Promise.all([moved, held, fine, also, late].map((claim) => openAttempt(claim, planOf(claim)))),
    );
    expect(result.map(kindOf)).toEqual(["moved", "held", "opened", "opened", "budget_busy"]);
    expect(transactionsIn(statements)).toBe(1);
    expect(await prisma.run.findUnique({ where: { id: fine.runId } })).toMatchObject({ budgetReserved: 40 });
    const more = await openAttempt(late, planOf(late, 60));
    expect(more.kind).toBe("budget_exhausted");
    expect(await prisma.run.findUnique({ where: { id: fine.runId } })).toMatchObject({ budgetExhausted: true });
  });

  it("lands turns of mixed fates and opens what follows each, all in one transaction", async () => {
    const claims = await claimAll(4);
    const plans = claims.map((claim) => planOf(claim));
    await Promise.all(claims.map((claim, i) => openAttempt(claim, must(plans[i], "plan"))));
    const [, paused, taken] = claims as [Claim, Claim, Claim, Claim];
    await prisma.dialogue.update({ where: { id: paused.dialogueId }, data: { holdRequested: true } });
    await query`UPDATE dialogue SET fence = fence + 1 WHERE id = ${taken.dialogueId}`;
    const { result, statements } = await statementsOf(() =>
      Promise.all(
        claims.map((claim, i) => {
          const reply = replyTo(must(plans[i], "plan"));
          const turn = { id: reply.settlement.turnId, text: reply.text };
          const after = { ...claim, headId: turn.id, turns: [turn as Claim["turns"][number]] };
          return Promise.all([commitTurn(claim, reply), openAttempt(after, planOf(after))]);
        }),
      ),
    );
    expect(result.map((both) => both.map(kindOf))).toEqual([
      ["go_on", "opened"],
      ["paused", "moved"],
      ["abandoned", "moved"],
      ["go_on", "opened"],
    ]);
    expect(transactionsIn(statements)).toBe(1);
    // Four dialogues take no more statements than one would.
    expect(statements.length).toBeLessThanOrEqual(15);
  });

  it("lands a turn and ends its dialogue at once, and counts a reply that was turned down", async () => {
    const claims = await claimAll(3);
    const plans = claims.map((claim) => planOf(claim));
    await Promise.all(claims.map((claim, i) => openAttempt(claim, must(plans[i], "plan"))));
    const [last, refused, taken] = claims as [Claim, Claim, Claim];
    const [said, discarded, late] = plans as [AttemptPlan, AttemptPlan, AttemptPlan];
    await query`UPDATE dialogue SET fence = fence + 1 WHERE id = ${taken.dialogueId}`;
    const end = { reason: "round_cap" as const, detail: null, headId: null, summary, contextTokens: 0 };
    const unused = ({ attemptId, turnId }: AttemptPlan) => ({
      attemptId,
      turnId,
      usage,
      cost: 0.5,
      partialText: "no\0",
    });
    const { result, statements } = await statementsOf(() =>
      Promise.all([
        commitTurn(last, replyTo(said)),
        endDialogue({ ...last, headId: said.turnId }, { ...end, headId: null }),
        endDialogue(refused, { ...end, reason: "repetition", discarded: unused(discarded) }),
        endDialogue(taken, { ...end, reason: "repetition", discarded: unused(late) }),
      ]),
    );
    expect(result).toMatchObject([{ kind: "go_on" }, true, true, false]);
    expect(transactionsIn(statements)).toBe(1);
    expect(statements.filter((text) => text.includes("completeRun"))).toHaveLength(1);
    const rows = await prisma.dialogue.findMany({ where: { runId: last.runId }, orderBy: { number: "asc" } });
    expect(rows.map(({ status, endReason, inputTokens }) => [status, endReason, inputTokens])).toEqual([
      ["ended", "round_cap", 10],
      ["ended", "repetition", 10],
      ["running", null, 10],
    ]);
    const calls = await prisma.attempt.findMany({ where: { runId: last.runId } });
    expect(new Map(calls.map(({ id, outcome }) => [id, outcome]))).toEqual(
      new Map([
        [said.attemptId, "used"],
        [discarded.attemptId, "discarded"],
        [late.attemptId, "abandoned"],
      ]),
    );
    expect(await endDialogue(refused, end)).toBe(false);
  });

  it("answers a repeated landing with what became of it, as it is stored", async () => {
    const [claim] = (await claimAll(1)) as [Claim];
    const plan = planOf(claim);
    await openAttempt(claim, plan);
    const rawText = Buffer.from("as it came", "utf16le");
    const strange = { text: 'half \ud83d and \0 \\u0000 "', reasoning: "\ud83d", firstTokenMs: null, rawText };
    const reply = replyTo(plan, { ...strange, flags: ["repaired_text"] });
    const landing = await commitTurn(claim, reply);
    expect(landing).toMatchObject({ turn: { text: 'half \uFFFD and \uFFFD \\u0000 "', flags: ["repaired_text"] } });
    expect(await commitTurn(claim, reply)).toEqual(landing);
    const row = await prisma.turn.findUniqueOrThrow({ where: { id: plan.turnId } });
    expect(Buffer.from(must(row.rawText, "raw text")).equals(rawText)).toBe(true);
  });

  it("is not failed by one that cannot be stored: it fails alone, and the others have their turns", async () => {
    const claims = await claimAll(6);
    const plans = claims.map((claim) => planOf(claim));
    await Promise.all(claims.map((claim, i) => openAttempt(claim, must(plans[i], "plan"))));
    const landings = await Promise.allSettled(
      claims.map((claim, i) => {
        const poison = i === 2 ? { speaker: "nobody" as "user" } : {};
        return commitTurn(claim, replyTo(must(plans[i], "plan"), poison));
      }),
    );
    expect(landings.map(({ status }) => status)).toEqual([
      "fulfilled",
      "fulfilled",
      "rejected",
      "fulfilled",
      "fulfilled",
      "fulfilled",
    ]);
    expect(landings[2]).toMatchObject({ reason: { message: expect.stringContaining("speaker") } });
    const poisoned = must(claims[2], "claim");
    const row = await prisma.dialogue.findUniqueOrThrow({
      where: { id: poisoned.dialogueId },
      include: { turns: true },
    });
    expect(row).toMatchObject({ status: "running", headId: null, turns: [], inputTokens: 0 });
    const { attemptId, turnId } = must(plans[2], "plan");
    await abandonAttempt(poisoned, { attemptId, turnId, usage, cost: 0 });
  });

  it("whose dialogue is gone is told so, beside others that go on", async () => {
    const [gone, there] = (await claimAll(2)) as [Claim, Claim];
    const [lost, plan] = [planOf(gone), planOf(there)];
    await openAttempt(there, plan);
    const nowhere = { ...gone, dialogueId: "dlg_that_never_was" };
    const landings = await Promise.allSettled([commitTurn(nowhere, replyTo(lost)), commitTurn(there, replyTo(plan))]);
    expect(landings).toMatchObject([{ reason: { message: "Dialogue dlg_that_never_was is gone" } }, { value: {} }]);
  });

  it("of a project whose budget its own landings use up opens nothing more", async () => {
    const claims = await claimAll(3);
    const plans = claims.map((claim) => planOf(claim));
    await Promise.all(claims.map((claim, i) => openAttempt(claim, must(plans[i], "plan"))));
    const [spent] = await query<{ tokens: number }>`SELECT coalesce(sum(tokens), 0)::int AS tokens FROM spending`;
    await query`UPDATE project SET token_limit = ${must(spent, "sum").tokens + 30}`;
    const both = await Promise.all(
      claims.map((claim, i) => {
        const reply = replyTo(must(plans[i], "plan"));
        const after = { ...claim, headId: reply.settlement.turnId };
        return Promise.all([commitTurn(claim, reply), openAttempt(after, planOf(after))]);
      }),
    );
    await query`UPDATE project SET token_limit = NULL`;
    expect(both.map(([landing, opening]) => [landing.kind, opening.kind])).toEqual(
      Array(3).fill(["go_on", "project_spent"]),
    );
  });
});

describe("groups of two workers", () => {
  it("racing over the same dialogues and one budget land each turn once and never overspend", async () => {
    const amount = 900;
    const heirs = await claimAll(30, { budget: { unit: "tokens", amount } });
    const race = async (claims: Claim[], workerId: string) => {
      const mine = claims.map((claim) => ({ ...claim, workerId, turns: [...claim.turns] }));
      const landed = { turns: 0, opened: 0 };
      await Promise.all(
        mine.map(async (claim) => {
          for (let i = 0; i < 6; i++) {
            const plan = planOf(claim);
            if ((await openAttempt(claim, plan)).kind !== "opened") return;
            landed.opened++;
            const landing = await commitTurn(claim, replyTo(plan));
            if (landing.kind !== "go_on") return;
            landed.turns++;
            goOn(claim, landing);
          }
        }),
      );
      return landed;
    };
    // Both believe that they hold the dialogues: of each place on a path only one of them writes the turn.
    const [one, two] = await Promise.all([race(heirs, "w1"), race(heirs.toReversed(), "w2")]);
    const turns = await prisma.turn.findMany({ where: { dialogue: { runId: heirs[0]?.runId } } });
    expect(turns.filter(({ abandoned }) => !abandoned)).toHaveLength(one.turns + two.turns);
    expect(new Set(turns.filter(({ abandoned }) => !abandoned).map((t) => `${t.dialogueId} ${t.parentId}`)).size).toBe(
      one.turns + two.turns,
    );
    expect(turns).toHaveLength(one.opened + two.opened);
    const run = await prisma.run.findUniqueOrThrow({ where: { id: must(heirs[0], "claim").runId } });
    expect(run).toMatchObject({ budgetReserved: 0, budgetSpent: 15 * turns.length });
    expect(run.budgetSpent).toBeLessThanOrEqual(amount);
    expect(one.turns + two.turns).toBeGreaterThan(30);
  }, 60_000);
});

it("whose connection is cut in the middle is written once when it is repeated", async () => {
  const claims = await claimAll(8);
  const plans = claims.map((claim) => planOf(claim));
  await Promise.all(claims.map((claim, i) => openAttempt(claim, must(plans[i], "plan"))));
  // Somebody holds the last one's dialogue: the group waits for it in the middle of its transaction.
  const [held] = claims.toSorted((a, b) => (a.dialogueId < b.dialogueId ? 1 : -1));
  const holding = queryAsOwner`
    WITH held AS (SELECT id FROM dialogue WHERE id = ${must(held, "claim").dialogueId} FOR UPDATE)
    SELECT pg_sleep(1.5)::text, id FROM held`;
  await sleep(200);
  const landings = Promise.all(
    claims.map((claim, i) => untilReachable(() => commitTurn(claim, replyTo(must(plans[i], "plan"))))),
  );
  let cut = 0;
  for (let i = 0; i < 100 && cut === 0; i++) {
    await sleep(10);
    const rows = await queryAsOwner`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE wait_event_type = 'Lock' AND datname = current_database() AND query LIKE '%lockDialogues.lock%'`;
    cut += rows.length;
  }
  expect(cut).toBe(1);
  await holding;
  expect((await landings).map(kindOf)).toEqual(Array(8).fill("go_on"));
  expect(await prisma.turn.count({ where: { dialogue: { runId: must(held, "claim").runId } } })).toBe(8);
  await Promise.all(claims.map((claim) => releaseDialogue(claim)));
});
