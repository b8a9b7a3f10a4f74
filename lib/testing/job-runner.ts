import { must } from "@/lib/base/assert";
import { claimJobs } from "@/lib/data/jobs/job-claim";
import { findModel } from "@/lib/data/models";
import { inProject } from "@/lib/data/project-at-work";
import type { ChatModel } from "@/lib/domain/chat-model";
import type { Detector } from "@/lib/domain/detector";
import type { EmbeddingModel } from "@/lib/domain/embedding-model";
import type { JobKind } from "@/lib/domain/job";
import { computeHere } from "@/lib/worker/heavy-work";
import { doJob, type JobRunner, openJobRunner } from "@/lib/worker/job-runner";
import { jobHandlers } from "@/lib/worker/jobs/handlers";
import type { JobTools, SomeHandlers } from "@/lib/worker/jobs/job-handler";

/** What a worker's jobs share, where every model speaks through `chat` gives vectors by `embedder` and tells who wrote by `detector`. */
export function stageWith(chat?: ChatModel, embedder?: EmbeddingModel, detector?: Detector): JobTools["context"] {
  const silent: ChatModel = {
    stream() {
      throw new Error("Nobody said what this model speaks");
    },
  };
  return {
    models: async (id) => ({ entry: must(await findModel(id), "model"), chat: chat ?? silent, embedder, detector }),
    loadTokenCounter: async () => (text) => text.length,
  };
}

/** A runner of jobs that looks for work as often as a test wants it to. */
export function startJobRunner(chat?: ChatModel, workerId = "w1"): JobRunner {
  const runner = openJobRunner({ workerId, handlers: jobHandlers, context: stageWith(chat), compute: computeHere });
  const look = () => {
    for (const step of [runner.check, runner.reap, runner.fill]) step();
  };
  look();
  const timer = setInterval(look, 20);
  return {
    ...runner,
    async stop() {
      clearInterval(timer);
      await runner.stop();
    },
  };
}

type Options = {
  chat?: ChatModel;
  embedder?: EmbeddingModel;
  detector?: Detector;
  workerId?: string;
  signal?: AbortSignal;
  /** Of a trainer host; else those of a worker. */
  handlers?: SomeHandlers;
};

/** Does the jobs that are due, one after another, until none is. */
export async function doDueJobs(options: Options = {}) {
  const { chat, embedder, detector, workerId = "test", signal = new AbortController().signal } = options;
  const { handlers = jobHandlers } = options;
  const shared = { context: stageWith(chat, embedder, detector), compute: computeHere, rest: async () => undefined };
  const room = new Map((Object.keys(handlers) as JobKind[]).map((kind) => [kind, 1]));
  for (let claims = await claimJobs(workerId, room); claims.length > 0; claims = await claimJobs(workerId, room))
    for (const claim of claims) await inProject(claim.projectId, () => doJob(claim, handlers, shared, signal));
}

/** A worker that takes a job up, and goes on with it whatever becomes of its lease; resolves when it is through. */
export async function takeUpAsZombie(kind: JobKind, chat: ChatModel): Promise<{ through: Promise<void> }> {
  const [claim] = await claimJobs("zombie", new Map([[kind, 1]]));
  const shared = { context: stageWith(chat), compute: computeHere, rest: async () => undefined };
  return { through: doJob(must(claim, "a job that is due"), jobHandlers, shared, new AbortController().signal) };
}
