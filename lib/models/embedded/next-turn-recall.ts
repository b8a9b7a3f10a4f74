import { must } from "@/lib/base/assert";
import { seededRandom } from "@/lib/base/random";
import { carriesLoss } from "@/lib/domain/loss-side";
import type { CorpusDialogue, Said } from "./corpus";
import { contextTerms, termsOf } from "./terms";
import { type EmbeddedWeights, rank } from "./train";

/** As in the response selection of DSTC7: the true next turn among 99 others (docs/method.md#next-turn-recall). */
const candidatesEach = 100;
/** So many turns are asked about: enough for a standard error below 4 points. */
const mostAsked = 200;
/** The learned turns that speak for a candidate. */
const voters = 8;

export type NextTurnRecall = { at1: number; at5: number; at10: number; mrr: number; n: number; among: number };

type Asked = { context: Said[]; text: string };

/**
 * How well a model finds the turn that really came next in dialogues it never saw: a candidate is as good as the learned turns
 * that the context calls up are alike to it, each by its score. Which turns are asked about and what stands beside them follows
 * from the seed. A tie takes the middle of its ranks. Goes turn by turn; null where there is nothing to choose between.
 */
export function* nextTurnRecall(
  weights: EmbeddedWeights,
  heldOut: readonly CorpusDialogue[],
  seed: number,
): Generator<void, NextTurnRecall | null> {
  const random = seededRandom(seed);
  const asked = heldOut.flatMap((dialogue) => questionsOf(dialogue, weights));
  const texts = [...new Set(asked.map(({ text }) => text))];
  if (texts.length < 2) return null;
  const termsByText = new Map(texts.map((text) => [text, new Set(termsOf(text))]));
  const drawn = draw(asked, mostAsked, random);
  const found = { at1: 0, at5: 0, at10: 0, mrr: 0 };
  for (const one of drawn) {
    const others = draw(
      texts.filter((text) => text !== one.text),
      candidatesEach - 1,
      random,
    );
    const score = scorer(weights, one.context);
    const own = score(must(termsByText.get(one.text), "terms"));
    let [above, level] = [0, 0];
    for (const other of others) {
      const theirs = score(must(termsByText.get(other), "terms"));
      if (theirs > own) above++;
      else if (theirs === own) level++;
    }
    const place = above + 1 + level / 2;
    found.mrr += 1 / place;
    if (place <= 1) found.at1++;
    if (place <= 5) found.at5++;
    if (place <= 10) found.at10++;
    yield;
  }
  const n = drawn.length;
  const among = Math.min(candidatesEach, texts.length);
  return { at1: found.at1 / n, at5: found.at5 / n, at10: found.at10 / n, mrr: found.mrr / n, n, among };
}

/** Turns of its side that something stands before. */
function questionsOf({ turns }: CorpusDialogue, { side }: EmbeddedWeights): Asked[] {
  return turns.flatMap((turn, at) =>
    at > 0 && carriesLoss(turn, side) && !turn.isMasked ? [{ context: turns.slice(0, at), text: turn.text }] : [],
  );
}

/** Rates a candidate by its words: cosine to each of the learned turns that fit the context best, times how well these fit. */
function scorer(weights: EmbeddedWeights, context: Said[]): (candidate: ReadonlySet<string>) => number {
  const best = rank(weights, contextTerms(context)).slice(0, voters);
  const learned = best.map(({ example, score }) => ({ words: new Set(termsOf(example.text)), score }));
  return (candidate) => {
    let sum = 0;
    for (const { words, score } of learned) {
      let shared = 0;
      for (const word of candidate) if (words.has(word)) shared++;
      if (shared > 0) sum += (score * shared) / Math.sqrt(words.size * candidate.size);
    }
    return sum;
  };
}

function draw<T>(items: readonly T[], most: number, random: () => number): T[] {
  const left = [...items];
  const drawn: T[] = [];
  while (drawn.length < most && left.length > 0) {
    const at = Math.floor(random() * left.length);
    drawn.push(must(left[at], "an item"));
    left[at] = must(left.at(-1), "the last");
    left.pop();
  }
  return drawn;
}
