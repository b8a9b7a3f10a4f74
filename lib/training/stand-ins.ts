import type { TrainerId } from "@/lib/domain/training/recipe";
import { type ChatTemplate, chatml } from "./chat-template";
import { loadGptTokenizer } from "./gpt-vocabulary";
import { loadLlamaTokenizer } from "./llama-vocabulary";
import type { Reader } from "./reader";

/** Trainers that bring words of their own and count on Llama's tokens. */
const ofLlama: readonly TrainerId[] = ["fastchat", "platolm"];

/** Whether a trainer puts words of its own around turns, whatever the model's template says. */
export function hasOwnWords(trainer: TrainerId): boolean {
  return ofLlama.includes(trainer);
}

const loading = new Map<boolean, Promise<Reader>>();

/** What reads where nobody named the model that is to be trained. Loaded once: the tables take some 0.3 s. */
export function loadStandIn(trainer: TrainerId): Promise<Reader> {
  const isLlama = hasOwnWords(trainer);
  const before = loading.get(isLlama);
  if (before) return before;
  const now = isLlama
    ? loadLlamaTokenizer().then((tokenizer) => ({ tokenizer, template: ownWords }))
    : loadGptTokenizer().then((tokenizer) => ({ tokenizer, template: chatml }));
  loading.set(isLlama, now);
  return now;
}

/** Of trainers with words of their own: what stands here is only shown. */
export const ownWords: ChatTemplate = { ...chatml, id: "own", name: "the trainer's own" };
