import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { env } from "@/lib/base/env";
import { log } from "@/lib/base/log";
import { createLiveWriter } from "@/lib/bus/live-writer";
import { closePool } from "@/lib/data/pool";
import { untilReachable } from "@/lib/data/until-reachable";
import { loadTokenCounter } from "@/lib/models/tokens";
import { createModelShelf } from "./model-shelf";
import { openFiguresThread } from "./open-figures-thread";
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
  const context = { live: createLiveWriter(), models: createModelShelf(), countTokens: await loadTokenCounter() };
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
