import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { transaction } from "@/lib/data/sql";
import { createBulkAct } from "@/lib/operations/bulk/bulk-acts";
import { readBulkAct } from "@/lib/operations/bulk/read-bulk-act";
import { makeDialogue } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { query } from "@/lib/testing/query";
import { makeViewer } from "@/lib/testing/review";
import { startWorkerProcess, type WorkerProcess } from "@/lib/testing/worker-process";

withDatabase();

const workers: WorkerProcess[] = [];
afterAll(() => Promise.all(workers.map((worker) => worker.end("SIGKILL"))));

it("is taken up by another worker within 30 s of a kill -9, and does each dialogue exactly once", async () => {
  const lead = await makeViewer("Lea", ["lead"]);
  const { id: runId } = (await makeDialogue({ status: "ended", texts: ["Why?", "So."] })).run;
  for (let i = 0; i < 600; i++) await makeDialogue({ runId, status: "ended", texts: ["Why?", "So."] });
  const { id, total } = await createBulkAct(lead, { filter: { run: runId } }, { kind: "accept" });
  const reached = async (n: number) => {
    while ((await readBulkAct(lead, id)).done < n) await sleep(5);
  };
  // Nobody gets past the hundredth before the kill, however fast the worker or slow this test is.
  const { done, killedAt } = await transaction(async (tx) => {
    await tx.query(
      `SELECT 1 FROM dialogue d JOIN bulk_act_item i ON i.dialogue_id = d.id
       WHERE i.bulk_act_id = $1 AND i.position = 100 FOR UPDATE OF d`,
      [id],
    );
    workers.push(...(await Promise.all([startWorkerProcess(), startWorkerProcess()])));
    await reached(20);
    const [held] = await query<{ worker: string }>`SELECT lease_worker AS worker FROM job WHERE status = 'running'`;
    await workers.find(({ pid }) => held?.worker.includes(`-${pid}-`))?.end("SIGKILL");
    return { done: (await readBulkAct(lead, id)).done, killedAt: performance.now() };
  });
  expect(done).toBeLessThan(100);
  await reached(done + 1);
  const seconds = (performance.now() - killedAt) / 1_000;
  expect(seconds).toBeLessThan(30);
  while ((await readBulkAct(lead, id)).pending > 0) await sleep(20);
  expect(await readBulkAct(lead, id)).toMatchObject({ done: total, refused: 0 });
  const [count] =
    await query`SELECT count(*)::int AS n, count(DISTINCT dialogue_id)::int AS d FROM decision WHERE batch_id = ${id}`;
  expect(count).toEqual({ n: total, d: total });
  process.stdout.write(
    `${JSON.stringify({ total, doneAtTheKill: done, secondsUntilTakenUp: Number(seconds.toFixed(1)) })}\n`,
  );
}, 120_000);
