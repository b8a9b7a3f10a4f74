import { setImmediate, setTimeout } from "node:timers/promises";
import { type Random, seededRandom } from "@/lib/base/random";
import { type ChatModel, type CountTokens, ModelFault, type Prompt } from "@/lib/domain/chat-model";
import type { Speaker } from "@/lib/domain/dialogue";
import type { LossSide } from "@/lib/domain/loss-side";
import { openingCue } from "@/lib/domain/opening-cue";
import { defaultTemperature } from "@/lib/domain/run";
import { loadTokenCounter } from "../tokens";
import { readCorpus, type Said } from "./corpus";
import { contextTerms } from "./terms";
import { type EmbeddedWeights, type Example, rank, train } from "./train";

/** How strongly a better match wins at temperature 1; found by reading dialogues, not by a formula. */
const sharpness = 9;

const shortlist = 8;

/** From this many user turns on, a simulator may say goodbye of itself; each further turn makes it likelier. */
const patience = 5;

const impatience = 0.15;

/** After a goodbye: how often nothing more is said; otherwise a brand-new question follows. */
const silenceAfterGoodbye = 0.7;

const speakers: Record<string, Speaker> = { Human: "user", Assistant: "assistant" };

const trained = new Map<LossSide, EmbeddedWeights>();

/**
 * The studio's own small model: it has learned one side of the corpus and answers with the learned turn that best fits
 * the dialogue. Real enough to run, watch, curate and export with, offline and without a key. `tokensPerSecond` paces
 * the stream; 0 = as fast as it can, yet never holding up the event loop. `learned`: what a team has had it learn instead of
 * the corpus that ships with the studio.
 */
export function embeddedModel(
  side: LossSide,
  tokensPerSecond: number,
  learned: () => Promise<EmbeddedWeights> = async () => weightsOf(side),
): ChatModel {
  return {
    async *stream({ prompt, temperature = defaultTemperature, maxTokens, seed, avoid = [], stop = [] }, signal) {
      const countTokens = await loadTokenCounter();
      const random = seed === undefined ? Math.random : seededRandom(seed);
      const reply = chooseReply(await learned(), { turns: readPrompt(prompt, side), avoid }, temperature, random);
      const stops = prompt.kind === "completion" ? [...prompt.stop, ...stop] : stop;
      const began = performance.now();
      let completionTokens = 0;
      let isCut = false;
      for (const piece of piecesOf(beforeStop(reply, stops))) {
        const tokens = countTokens(piece);
        isCut = completionTokens + tokens > maxTokens;
        if (isCut) break;
        completionTokens += tokens;
        const due = tokensPerSecond === 0 ? 0 : began + (completionTokens / tokensPerSecond) * 1_000;
        await pause(due - performance.now(), signal);
        yield { type: "text", text: piece };
      }
      if (signal.aborted) throw cancelled();
      const usage = { promptTokens: promptTokens(prompt, countTokens), completionTokens };
      yield { type: "done", finishReason: isCut ? "length" : "stop", usage };
    },
  };
}

/** What ships with the studio: learned once in a process. */
export function weightsOf(side: LossSide): EmbeddedWeights {
  const weights = trained.get(side) ?? train(readCorpus(), side);
  trained.set(side, weights);
  return weights;
}

/** Words with the space before them: near to tokens, and never half a character. */
function piecesOf(text: string): string[] {
  return text.match(/ ?\S{1,12}|\s/gu) ?? [];
}

function beforeStop(text: string, stops: string[]): string {
  const ends = stops.map((stop) => text.indexOf(stop)).filter((at) => at >= 0);
  return text.slice(0, Math.min(text.length, ...ends));
}

/** As the simulation counts prompts, so that what was reserved is what is used. */
function promptTokens(prompt: Prompt, countTokens: CountTokens): number {
  if (prompt.kind === "completion") return countTokens(prompt.text);
  return prompt.messages.reduce((sum, { content }) => sum + countTokens(content) + 4, 3);
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await (ms > 0 ? setTimeout(ms, undefined, { signal }) : setImmediate(undefined, { signal }));
  } catch {
    throw cancelled();
  }
}

function cancelled(): ModelFault {
  return new ModelFault("cancelled", "The call was cancelled.");
}

/**
 * The dialogue inside a rendered prompt. In messages the model's own side is always `assistant`, whichever side it was
 * trained on; the cue that elicits an opening is no turn. In the dyadic text the speakers are named, and the last name
 * says who is to speak: throws `bad_request` when that is not `side`.
 */
function readPrompt(prompt: Prompt, side: Speaker): Said[] {
  if (prompt.kind === "completion") return readDyadic(prompt.text, side);
  const other = side === "user" ? "assistant" : "user";
  const turns = prompt.messages
    .filter(({ role }) => role !== "system")
    .map(({ role, content }): Said => ({ speaker: role === "assistant" ? side : other, text: content }));
  return side === "user" && turns[0]?.text === openingCue ? turns.slice(1) : turns;
}

function readDyadic(text: string, side: Speaker): Said[] {
  const next = /(Human|Assistant): (?:<s>)?$/.exec(text)?.[1];
  if (next === undefined || speakers[next] !== side)
    throw new ModelFault("bad_request", `The embedded model was trained on the ${side}'s turns and speaks only those.`);
  return Array.from(text.matchAll(/(Human|Assistant): <s>([\s\S]*?)<\/s>/g), ([, name = "", said = ""]) => ({
    speaker: speakers[name] ?? side,
    text: said,
  }));
}

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
