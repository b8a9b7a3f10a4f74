import type { LiveWriter } from "@/lib/bus/live-writer";
import type { CountTokens } from "@/lib/domain/chat-model";
import type { ModelShelf, ResolvedModel } from "./model-shelf";

/** What all dialogues of a worker share. */
export type WorkerContext = {
  live: LiveWriter;
  models: ModelShelf;
  /** Loads what tokens are counted with, on first use: a worker that asks no model does without it. */
  loadTokenCounter: () => Promise<CountTokens>;
  /** True once the worker is to go: the turn in flight is the last. */
  isStopping: () => boolean;
};

/** Who speaks in a dialogue. */
export type ResolvedModels = { simulator: ResolvedModel; assistant: ResolvedModel };
