import { seededRandom } from "@/lib/base/random";
import { inSeededOrder } from "@/lib/domain/training/seeded-order";
import type { KeptEvent } from "@/lib/domain/training-job/event";
import type { CorpusDialogue, Said } from "@/lib/models/embedded/corpus";
import { chooseReply } from "@/lib/models/embedded/embedded-model";
import type { EmbeddedWeights } from "@/lib/models/embedded/train";

/** What a model is given so that it says something: the turns so far, and the last of them for a person to read. */
export type Opening = { turns: Said[]; prompt: string };

const most = 10;
const mostLetters = 400;

/**
 * The ten openings that a model is asked to go on with at each checkpoint, the same each time: an assistant answers the first
 * question of ten dialogues; a simulator opens one dialogue itself, and reacts to the first answer of nine.
 */
export function openingsOf(dialogues: readonly CorpusDialogue[], side: "user" | "assistant", seed: number): Opening[] {
  const byId = new Map(dialogues.map((dialogue) => [dialogue.id, dialogue]));
  const length = side === "user" ? 2 : 1;
  const found: Opening[] = side === "user" ? [{ turns: [], prompt: "" }] : [];
  for (const id of inSeededOrder([...byId.keys()], seed)) {
    const turns = byId.get(id)?.turns.slice(0, length) ?? [];
    if (turns.length < length) continue;
    if (found.length >= most) break;
    found.push({ turns, prompt: (turns.at(-1)?.text ?? "").slice(0, mostLetters) });
  }
  return found;
}

/** What a model says to each of them; the same weights, step and seed: the same texts. */
export function* samplesOf(
  weights: EmbeddedWeights,
  openings: readonly Opening[],
  { step, seed }: { step: number; seed: number },
): Generator<KeptEvent> {
  for (const [i, { turns, prompt }] of openings.entries()) {
    const text = chooseReply(weights, { turns }, 0.7, seededRandom(seed + i));
    yield { type: "sample", step, opening: i + 1, prompt, text };
  }
}
