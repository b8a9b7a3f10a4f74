import { must } from "@/lib/base/assert";
import { carriesLoss, type LossSide } from "@/lib/domain/loss-side";
import type { CorpusDialogue } from "./corpus";
import { contextTerms, type TermWeights, termsOf } from "./terms";

/** One learned turn: what was said, and after what. */
export type Example = {
  text: string;
  dialogueId: string;
  domain: string;
  /** Nothing was said before it. */
  isOpening: boolean;
  /** The last turn of its side: the user's goodbye. */
  isClosing: boolean;
};

/** An inverted index over the contexts of all examples of one side. */
export type EmbeddedWeights = {
  side: LossSide;
  examples: Example[];
  /** Per term: which examples it speaks for, and how strongly. */
  postings: Map<string, [example: number, score: number][]>;
  /** How many dialogues were learned of each domain. */
  domains: Map<string, number>;
  /** First turns of the dialogues: where one of them is said, a new topic begins. */
  openings: Set<string>;
};

/**
 * BM25 (Robertson & Zaragoza 2009) with three additions, chosen by held-out domain accuracy (see the test): rarity is
 * squared and counted over dialogues, a turn's own words help to find it, and so does the fit of its whole domain.
 */
const saturation = 1.2;
const lengthPenalty = 0.6;
const ownWords = 0.3;
const domainTrust = 2;

/**
 * Learns one side of the dialogues: the very same dialogues make a user simulator or an assistant, only the side that
 * carries loss differs (docs/method.md#loss-side).
 */
export function train(dialogues: readonly CorpusDialogue[], side: LossSide): EmbeddedWeights {
  const steps = trainInSteps(dialogues, side);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The same, a dialogue at a time, so that others can be let in between. */
export function* trainInSteps(dialogues: readonly CorpusDialogue[], side: LossSide): Generator<void, EmbeddedWeights> {
  const examples: Example[] = [];
  const contexts: TermWeights[] = [];
  for (const { id, domain, turns } of dialogues) {
    const closing = turns.findLastIndex((turn) => carriesLoss(turn, side));
    for (const [at, turn] of turns.entries()) {
      if (!carriesLoss(turn, side) || turn.isMasked) continue;
      examples.push({ text: turn.text, dialogueId: id, domain, isOpening: at === 0, isClosing: at === closing });
      const context = contextTerms(turns.slice(0, at));
      for (const term of termsOf(turn.text)) context.set(term, (context.get(term) ?? 0) + ownWords);
      contexts.push(context);
    }
    yield;
  }
  return {
    side,
    examples,
    postings: yield* weigh(contexts, yield* rarities(dialogues)),
    domains: countBy(dialogues, ({ domain }) => domain),
    openings: new Set(dialogues.flatMap(({ turns }) => turns[0]?.text.trim() ?? [])),
  };
}

/** The examples that share a term with the context, best first; ties in the corpus's order. */
export function rank(weights: EmbeddedWeights, context: TermWeights): { example: Example; score: number }[] {
  const scores = new Map<Example, number>();
  for (const [term, weight] of context)
    for (const [at, score] of weights.postings.get(term) ?? []) {
      const example = must(weights.examples[at], "example of a posting");
      scores.set(example, (scores.get(example) ?? 0) + Math.min(weight, 1) * score);
    }
  const fit = domainFit(weights, scores);
  return Array.from(scores, ([example, score]) => {
    return { example, score: score + domainTrust * (fit.get(example.domain) ?? 0) };
  }).sort((a, b) => b.score - a.score);
}

/** Per domain, the mean over its dialogues of their best example's score. */
function domainFit({ domains }: EmbeddedWeights, scores: Map<Example, number>): Map<string, number> {
  const bestOfDialogue = new Map<string, { domain: string; score: number }>();
  for (const [{ dialogueId, domain }, score] of scores)
    if (score > (bestOfDialogue.get(dialogueId)?.score ?? 0)) bestOfDialogue.set(dialogueId, { domain, score });
  const fit = new Map<string, number>();
  for (const { domain, score } of bestOfDialogue.values())
    fit.set(domain, (fit.get(domain) ?? 0) + score / (domains.get(domain) ?? 1));
  return fit;
}

function* weigh(
  contexts: readonly TermWeights[],
  rarity: ReadonlyMap<string, number>,
): Generator<void, EmbeddedWeights["postings"]> {
  const lengths = contexts.map((terms) => [...terms.values()].reduce((sum, weight) => sum + weight, 0));
  const meanLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  const postings: EmbeddedWeights["postings"] = new Map();
  for (const [at, terms] of contexts.entries()) {
    const norm = saturation * (1 - lengthPenalty + (lengthPenalty * (lengths[at] ?? 0)) / meanLength);
    for (const [term, weight] of terms) {
      const list = postings.get(term) ?? [];
      list.push([at, ((rarity.get(term) ?? 0) ** 2 * weight * (saturation + 1)) / (weight + norm)]);
      postings.set(term, list);
    }
    yield;
  }
  return postings;
}

/** BM25's inverse document frequency of every term, a document being a whole dialogue. */
function* rarities(dialogues: readonly CorpusDialogue[]): Generator<void, Map<string, number>> {
  const distinct: string[] = [];
  for (const { turns } of dialogues) {
    for (const term of new Set(turns.flatMap(({ text }) => termsOf(text)))) distinct.push(term);
    yield;
  }
  const idf = (frequency: number) => Math.log(1 + (dialogues.length - frequency + 0.5) / (frequency + 0.5));
  return new Map(
    Array.from(
      countBy(distinct, (term) => term),
      ([term, frequency]) => [term, idf(frequency)],
    ),
  );
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}
