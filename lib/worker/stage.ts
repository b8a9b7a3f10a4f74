import type { LiveWriter } from "@/lib/bus/live-writer";
import type { CountTokens } from "@/lib/domain/chat-model";
import type { ModelShelf, Voice } from "./model-shelf";

/** What all dialogues of a worker share. */
export type Stage = {
  live: LiveWriter;
  models: ModelShelf;
  countTokens: CountTokens;
  /** True once the worker is to go: the turn in flight is the last. */
  isStopping: () => boolean;
};

/** Who speaks in a dialogue. */
export type Cast = { simulator: Voice; assistant: Voice };
