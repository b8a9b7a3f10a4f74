import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { prisma } from "@/lib/data/prisma";
import type { DialogueAct } from "@/lib/domain/decision";
import { actOnDialogue } from "@/lib/operations/act-on-dialogue";
import { makeModel, makeRun, makeSeedSet, makeUser } from "@/lib/testing/builders";
import { startCountingUpstream } from "@/lib/testing/counting-upstream";
import { withDatabase } from "@/lib/testing/database";
import { engineViolations } from "@/lib/testing/engine-oracle";
import { query } from "@/lib/testing/query";
import { expireLeasesOf, startWorkerProcess, type WorkerProcess } from "@/lib/testing/worker-process";

withDatabase();

/** How many workers are ended; more for a night. A life lasts some calls, not some seconds: slow machines kill too. */
const lives = Number(process.env.REALCHAT_KILLS ?? 12);
const workers: WorkerProcess[] = [];
afterAll(() => Promise.all(workers.map((worker) => worker.end("SIGKILL"))));

it(
  "loses, doubles and reorders nothing, whenever workers are killed and people interfere",
  async () => {
    const upstream = await startCountingUpstream();
    const set = await makeSeedSet(Array.from({ length: 7 }, (_, i) => ({ question: `What is ${i} times itself?` })));
    const person = { ...(await makeUser()), roles: ["lead" as const] };
    const model = async (name: string) =>
      (await makeModel({ name, baseUrl: upstream.baseUrl, contextWindow: 100_000 })).id;
    const [simulatorId, assistantId] = [await model("Simulator"), await model("Assistant")];
    const stopRules = { contextTokens: 50_000, maxRounds: 4, endPhrases: [], repetition: null };
    const budget = { unit: "tokens" as const, amount: 1e12 };
    const spec = { simulatorId, assistantId, stopRules, budget, seedSetId: set.id, concurrency: 20 };
    await makeRun({ ...spec, dialogues: 1_000_000 });

    const deaths = { killed: 0, zombies: 0, asked: 0 };
    const acts = { done: 0, refused: 0 };
    let begun = 0;
    await Promise.all([0, 1].map(() => liveAndDie()));
    await prisma.run.updateMany({ data: { status: "paused" } });

    async function liveAndDie(): Promise<void> {
      while (begun++ < lives) {
        const worker = await startWorkerProcess();
        workers.push(worker);
        const [calls, end] = [upstream.calls.length + Math.random() * 60, performance.now() + 12_000];
        while (upstream.calls.length < calls && performance.now() < end) await interfere();
        if (Math.random() < 0.3) {
          await expireLeasesOf(worker);
          deaths.zombies++;
          await sleep(300);
        }
        const gently = Math.random() < 0.15;
        await worker.end(gently ? "SIGTERM" : "SIGKILL");
        workers.splice(workers.indexOf(worker), 1);
        await expireLeasesOf(worker);
        deaths[gently ? "asked" : "killed"]++;
        expect(await engineViolations()).toEqual([]);
      }
    }

    async function interfere(): Promise<void> {
      await sleep(60);
      const [row] = await query<{ id: string; headId: string; turnId: string }>`
      SELECT d.id, d.head_id AS "headId", t.id AS "turnId" FROM dialogue d JOIN turn t ON t.id = d.head_id
      ORDER BY d.status = 'running' AND random() < 0.8 DESC, random() LIMIT 1`;
      if (!row) return;
      const { headId, turnId } = row;
      const choices: DialogueAct[] = [
        { kind: "pause" },
        { kind: "resume" },
        { kind: "stop" },
        { kind: "regenerate", headId, turnId },
        { kind: "edit", headId, turnId, text: `Edited ${Math.random()}`, after: "reroll" },
        { kind: "take_over", headId, text: `Said by a person ${Math.random()}` },
      ];
      const act = must(choices[Math.floor(Math.random() * choices.length)], "act");
      try {
        await actOnDialogue({ ...person, roles: ["lead"] }, { dialogueId: row.id, act });
        acts.done++;
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        acts.refused++;
      }
    }

    // The last worker finds what the dead left and brings it to rest.
    const last = await startWorkerProcess();
    workers.push(last);
    await sleep(2_500);
    expect(await last.end("SIGTERM")).toBe(0);
    workers.length = 0;
    expect(await engineViolations({ quiet: true })).toEqual([]);

    const turns = await query<{ text: string; promptTokens: number; completionTokens: number; outcome: string }>`
    SELECT t.text, a.prompt_tokens AS "promptTokens", a.completion_tokens AS "completionTokens", a.outcome
    FROM turn t JOIN attempt a ON a.turn_id = t.id WHERE t.origin = 'model'`;
    const sent = new Map(upstream.calls.map((call) => [call.text, call]));
    expect(new Set(turns.map(({ text }) => text)).size).toBe(turns.length);
    for (const { text, promptTokens, completionTokens } of turns)
      expect(sent.get(text)).toMatchObject({ whole: true, promptTokens, completionTokens });
    const attempts = await query<{ outcome: string; count: number }>`
    SELECT outcome, count(*)::int AS count FROM attempt GROUP BY outcome ORDER BY outcome`;
    const asked = attempts.reduce((sum, { count }) => sum + count, 0);
    expect(upstream.calls.length).toBeLessThanOrEqual(asked);
    expect(turns.length).toBeGreaterThan(lives);
    await upstream.close();
    process.stdout.write(
      `${JSON.stringify({ deaths, acts, turns: turns.length, calls: upstream.calls.length, attempts })}\n`,
    );
  },
  (lives * 15 + 60) * 1_000,
);
