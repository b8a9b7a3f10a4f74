import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { Worker } from "node:worker_threads";
import { env } from "@/lib/base/env";
import { log } from "@/lib/base/log";
import { createLiveWriter } from "@/lib/bus/live-writer";
import { closePool } from "@/lib/data/pool";
import { requireProject } from "@/lib/data/project-at-work";
import { untilReachable } from "@/lib/data/until-reachable";
import type { FiguresOrder } from "@/lib/domain/judging/figures-order";
import { loadTokenCounter } from "@/lib/models/tokens";
import type { FiguresAnswer, FiguresQuestion } from "./figures-thread";
import { createModelShelf } from "./model-shelf";
import { registerJudging, registerModels } from "./register-own";
import { startWorkerLoop } from "./worker-loop";

/** Works until it is told to stop; then hands everything back and ends the process with code 0. */
export async function runWorker(): Promise<void> {
  const { REALCHAT_WORKER_CONCURRENCY: capacity } = env();
  const workerId = `${hostname()}-${process.pid}-${randomBytes(3).toString("hex")}`;
  // A fault that nobody caught is a bug, but never a reason to drop the other dialogues in flight.
  process.on("unhandledRejection", (error) => log.error({ err: error }, "Unhandled rejection"));

  await untilReachable(registerModels);
  await untilReachable(registerJudging);
  const context = { live: createLiveWriter(), models: createModelShelf(), loadTokenCounter };
  const computeFigures = openFiguresThread();
  const loop = await untilReachable(() => startWorkerLoop({ workerId, capacity, context, computeFigures }));

  let isStopping = false;
  async function stop(): Promise<void> {
    if (isStopping) return;
    isStopping = true;
    await loop.stop();
    await closePool();
    process.exit(0);
  }
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => void stop());

  log.info({ workerId, capacity }, "Taking dialogues");
  console.log("worker ready");
  process.send?.({ ready: true });
}

type Waiting = { resolve: (body: string) => void; reject: (error: Error) => void };

/**
 * Figures of evaluations, computed in a thread beside the worker's own: 100,000 votes take seconds, and dialogues go on
 * streaming. The first question starts it, for it holds all modules once more; a thread that breaks fails what it was asked
 * for, and the next question starts another.
 */
function openFiguresThread(): (evaluationId: string, order: FiguresOrder) => Promise<string> {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | undefined;
  let asked = 0;

  function start(): Worker {
    const started = new Worker(new URL("./figures-thread.mjs", import.meta.url));
    started.unref();
    started.on("message", ({ id, body, error }: FiguresAnswer) => {
      const one = waiting.get(id);
      waiting.delete(id);
      if (body === null) one?.reject(new Error(error));
      else one?.resolve(body);
    });
    started.on("error", (error: Error) => fail(started, error));
    started.on("exit", () => fail(started, new Error("The thread that computes figures has ended.")));
    return started;
  }

  function fail(which: Worker, error: Error): void {
    if (thread !== which) return;
    thread = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  }

  return (evaluationId, order) =>
    new Promise((resolve, reject) => {
      thread ??= start();
      const question: FiguresQuestion = { id: ++asked, projectId: requireProject(), evaluationId, order };
      waiting.set(question.id, { resolve, reject });
      thread.postMessage(question);
    });
}
