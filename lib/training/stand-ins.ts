import type { TrainerId } from "@/lib/domain/training/recipe";
import { type ChatTemplate, chatml } from "./chat-template";
import { loadGptTokenizer } from "./gpt-vocabulary";
import { loadLlamaTokenizer } from "./llama-vocabulary";
import type { Reader } from "./reader";

/** Trainers that bring words of their own and count on Llama's tokens. */
const ofLlama: readonly TrainerId[] = ["fastchat", "platolm"];

const loading = new Map<boolean, Promise<Reader>>();

/** What reads where nobody named the model that is to be trained. Loaded once: the tables take some 0.3 s. */
export function loadStandIn(trainer: TrainerId): Promise<Reader> {
  const isLlama = ofLlama.includes(trainer);
  const before = loading.get(isLlama);
  if (before) return before;
  const now = isLlama
    ? loadLlamaTokenizer().then((tokenizer) => ({ tokenizer, template: ownWords }))
    : loadGptTokenizer().then((tokenizer) => ({ tokenizer, template: chatml }));
  loading.set(isLlama, now);
  return now;
}

/** These trainers put their own words around turns; what stands here is only shown. */
const ownWords: ChatTemplate = { ...chatml, id: "own", name: "the trainer's own" };
