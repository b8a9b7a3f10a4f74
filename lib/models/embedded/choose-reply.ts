import type { Random } from "@/lib/base/random";
import type { Said } from "./corpus";
import { contextTerms } from "./terms";
import { type EmbeddedWeights, type Example, rank } from "./train";

/** How strongly a better match wins at temperature 1; found by reading dialogues, not by a formula. */
const sharpness = 9;
const shortlist = 8;

/** From this many user turns on, a simulator may say goodbye of itself; each further turn makes it likelier. */
const patience = 5;
const impatience = 0.15;
/** After a goodbye: how often nothing more is said; otherwise a brand-new question follows. */
const silenceAfterGoodbye = 0.7;

/**
 * What the model says next, or "" when a user simulator has nothing more to say. Never a turn of the other side, nor
 * one that the dialogue already holds or that is to be avoided. Same dialogue, temperature and random numbers: same reply.
 */
export function chooseReply(
  weights: EmbeddedWeights,
  { turns, avoid = [] }: { turns: Said[]; avoid?: string[] },
  temperature: number,
  random: Random,
): string {
  const held = new Set([...turns.map(({ text }) => text), ...avoid].map((text) => text.trim()));
  const fresh = (example: Example) => !held.has(example.text.trim());
  const openings = () => weights.examples.filter((example) => example.isOpening && fresh(example));
  if (weights.side === "user") {
    const own = turns.filter(({ speaker }) => speaker === "user");
    if (own.length === 0) return oneOf(openings(), temperature, random);
    if (hasSaidGoodbye(weights, own))
      return random() < silenceAfterGoodbye ? "" : oneOf(openings(), temperature, random);
    const leaves = random() < Math.min(0.6, impatience * (own.length - patience));
    const goodbye =
      leaves && choose(weights, turns, (example) => example.isClosing && fresh(example), temperature, random);
    if (goodbye) return goodbye;
    // Without anything learned for this context, a new question is what a person would come up with.
    return (
      choose(weights, turns, (example) => !example.isOpening && fresh(example), temperature, random) ??
      oneOf(openings(), temperature, random)
    );
  }
  return (
    choose(weights, turns, fresh, temperature, random) ?? oneOf(weights.examples.filter(fresh), temperature, random)
  );
}

/** Samples among the best matches by softmax over their scores relative to the best; null when nothing matches. */
function choose(
  weights: EmbeddedWeights,
  turns: Said[],
  allowed: (example: Example) => boolean,
  temperature: number,
  random: Random,
): string | null {
  const candidates = rank(weights, contextTerms(sinceOpening(weights, turns)))
    .filter(({ example }) => allowed(example))
    .slice(0, shortlist);
  const best = candidates[0];
  if (!best) return null;
  if (temperature === 0) return best.example.text;
  const odds = candidates.map(({ score }) => Math.exp(((score / best.score - 1) * sharpness) / temperature));
  const draw = random() * odds.reduce((sum, odd) => sum + odd, 0);
  let reached = 0;
  for (const [i, { example }] of candidates.entries()) {
    reached += odds[i] ?? 0;
    if (draw < reached) return example.text;
  }
  return best.example.text;
}

/** The turns on the topic at hand: a brand-new question must not be answered from what came before it. */
function sinceOpening({ openings }: EmbeddedWeights, turns: Said[]): Said[] {
  const at = turns.findLastIndex(({ text }) => openings.has(text.trim()));
  return turns.slice(Math.max(at, 0));
}

function oneOf(examples: Example[], temperature: number, random: Random): string {
  return examples[temperature === 0 ? 0 : Math.floor(random() * examples.length)]?.text ?? "";
}

function hasSaidGoodbye({ examples }: EmbeddedWeights, own: Said[]): boolean {
  const last = own.at(-1)?.text.trim();
  return examples.some((example) => example.isClosing && example.text.trim() === last);
}
