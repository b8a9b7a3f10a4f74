import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { Worker } from "node:worker_threads";
import { env } from "@/lib/base/env";
import { log } from "@/lib/base/log";
import { createLiveWriter } from "@/lib/bus/live-writer";
import { insertBenchmark } from "@/lib/data/judging/benchmarks";
import { insertPromptSet } from "@/lib/data/judging/prompt-sets";
import { insertModelIfAbsent } from "@/lib/data/models";
import { closePool } from "@/lib/data/pool";
import { requireProject } from "@/lib/data/project-at-work";
import { untilReachable } from "@/lib/data/until-reachable";
import { originOf } from "@/lib/domain/model";
import { ownDialoguePrompts } from "@/lib/eval/judge/own-dialogue-prompts";
import { ownJudgePrompts } from "@/lib/eval/judge/own-prompts";
import { ownBenchmarkName, readOwnBenchmark } from "@/lib/models/benchmark/own-benchmark";
import { sealKey } from "@/lib/models/sealed-key";
import { loadTokenCounter } from "@/lib/models/tokens";
import type { FiguresAnswer, FiguresQuestion } from "./figures-thread";
import type { HeavyWork } from "./heavy-work";
import { createModelShelf } from "./model-shelf";
import { startWorkerLoop } from "./worker-loop";

/** Ids are fixed, so that any number of workers may register them, and an entry a person changed stays as it is. */
const ids = {
  benchmark: "bmk_0000000000stvd10bench",
  prompts: "pst_0000000000stvd10pr0mp",
  dialoguePrompts: "pst_0000000000stvd10d1a10",
  user: "mdl_000000000embeddedvser",
  assistant: "mdl_000000000embeddedasst",
  openai: "mdl_000000000fr0mtheenv0",
};

/** Works until it is told to stop; then hands everything back and ends the process with code 0. */
export async function runWorker(): Promise<void> {
  const { REALCHAT_WORKER_CONCURRENCY: capacity } = env();
  const workerId = `${hostname()}-${process.pid}-${randomBytes(3).toString("hex")}`;
  // A fault that nobody caught is a bug, but never a reason to drop the other dialogues in flight.
  process.on("unhandledRejection", (error) => log.error({ err: error }, "Unhandled rejection"));

  await untilReachable(registerModels);
  await untilReachable(registerJudging);
  const context = { live: createLiveWriter(), models: createModelShelf(), loadTokenCounter };
  const compute = openFiguresThread();
  const loop = await untilReachable(() => startWorkerLoop({ workerId, capacity, context, compute }));

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
 * Figures of evaluations and snapshots, computed in a thread beside the worker's own: 100,000 votes take seconds, and dialogues go on
 * streaming. The first question starts it, for it holds all modules once more; a thread that breaks fails what it was asked
 * for, and the next question starts another.
 */
function openFiguresThread(): (work: HeavyWork) => Promise<string> {
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

  return (work) =>
    new Promise((resolve, reject) => {
      thread ??= start();
      const question: FiguresQuestion = { id: ++asked, projectId: requireProject(), work };
      waiting.set(question.id, { resolve, reject });
      thread.postMessage(question);
    });
}

/** The studio's own benchmark and its own judge prompts enter the database once. */
export async function registerJudging(): Promise<void> {
  const own = { origin: "own", personId: null } as const;
  await insertPromptSet({ ...own, id: ids.prompts, name: "Studio prompts", prompts: ownJudgePrompts });
  const ofDialogues = { name: "Studio prompts for dialogues", prompts: ownDialoguePrompts };
  await insertPromptSet({ ...own, id: ids.dialoguePrompts, ...ofDialogues });
  await insertBenchmark({ ...own, id: ids.benchmark, name: ownBenchmarkName, questions: readOwnBenchmark() });
}

/** The studio's own two small models, and the endpoint that OPENAI_* names, enter the catalogue once. */
export async function registerModels(): Promise<void> {
  const embedded = { kind: "embedded", baseUrl: "http://embedded.invalid/v1", rendering: "chat", contextWindow: 8_192 };
  await insertModelIfAbsent({
    ...embedded,
    id: ids.user,
    name: "Embedded user",
    upstreamModel: "embedded-user",
    trainedOn: "user",
  });
  await insertModelIfAbsent({
    ...embedded,
    id: ids.assistant,
    name: "Embedded assistant",
    upstreamModel: "embedded-assistant",
    trainedOn: "assistant",
  });

  const { OPENAI_API_KEY: key, OPENAI_BASE_URL: baseUrl = "https://api.openai.com/v1", OPENAI_MODEL: model } = env();
  if (!model) return;
  const binding = { modelId: ids.openai, origin: originOf(baseUrl) };
  const sealedKey = key ? sealKey(key, binding, env().REALCHAT_SECRET) : null;
  const endpoint = { kind: "openai", rendering: "chat", contextWindow: 128_000 };
  await insertModelIfAbsent({ ...endpoint, id: ids.openai, name: model, baseUrl, upstreamModel: model, sealedKey });
}
