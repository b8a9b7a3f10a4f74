import * as z from "zod";
import type { Detected, Detector } from "@/lib/domain/detector";
import { type JsonEndpoint, type JsonEndpointOptions, jsonEndpoint } from "./json-endpoint";

/** One class of a text with its score; what a text has is one of them, a list, a number, or a list of probabilities by class. */
const classSchema = z.object({ label: z.string(), score: z.number().optional(), probability: z.number().optional() });
const classifiedSchema = z.object({ label: z.string(), probs: z.array(z.number()).min(1) });
const textSchema = z.union([z.number(), z.array(classSchema).min(1), classifiedSchema, classSchema]);
type OfText = z.infer<typeof textSchema>;

const usage = z.object({ prompt_tokens: z.number().int().min(0).optional() }).nullish();
const wrapped = z.looseObject({ usage });
/** Under which names servers put what they say of each text. */
const names = ["data", "predictions", "results", "outputs", "scores"];

/** What detectors call the two; the rest of a label (`Human-written`, `AI_generated`) does not matter. */
const [ofPeople, ofMachines] = [
  /^(human|person|people|real)/i,
  /^(chatgpt|gpt|ai\b|ai[_-]|llm|machine|model|bot|fake|generated|synthetic)/i,
];

/**
 * A detector that others made, behind `POST {base URL}/classify` with `{ model, input: [text, …] }`, as vLLM serves
 * classifiers. Its answer holds, for each text in order, the chance that a person wrote it, or labels with scores, of which one
 * names people or machines (Human and ChatGPT, as the paper's detector has them). Nothing is taken of an answer that is
 * otherwise: a chance that is a guess would be worse than none.
 */
export function httpDetector(options: JsonEndpointOptions): Detector {
  const endpoint = jsonEndpoint(options);
  return {
    async detect(texts, signal) {
      const body = { model: options.upstreamModel, input: texts };
      return readReply(await endpoint.ask("/classify", body, signal), texts.length, endpoint);
    },
  };
}

function readReply(json: unknown, texts: number, { nonsense }: JsonEndpoint): Detected {
  const list = listIn(json);
  if (list === null) throw nonsense("answered, but with no list of what it says of each text");
  if (list.length !== texts) throw nonsense(`told of ${list.length} texts where it was asked about ${texts}`);
  const chances = list.map((one) => {
    const parsed = textSchema.safeParse(one);
    if (!parsed.success) throw nonsense("answered, but not with labels or chances");
    const chance = chanceOf(parsed.data);
    if (chance === null)
      throw nonsense(`answered with ${labelsOf(parsed.data)}, which tells neither people nor machines apart`);
    if (!(chance >= 0 && chance <= 1)) throw nonsense(`gave a chance of ${chance}, which is none`);
    return chance;
  });
  const told = wrapped.safeParse(json);
  return { chances, tokens: told.success ? (told.data.usage?.prompt_tokens ?? null) : null };
}

/** Those that name their places are put in order. */
function listIn(json: unknown): unknown[] | null {
  const held = Array.isArray(json) ? json : names.map((name) => Object(json)[name]).find(Array.isArray);
  if (!held) return null;
  const placed = z.array(z.looseObject({ index: z.number().int() })).safeParse(held);
  return placed.success ? placed.data.toSorted((a, b) => a.index - b.index) : held;
}

/** That a person wrote it; null where no label says who. */
function chanceOf(told: OfText): number | null {
  if (typeof told === "number") return told;
  if (Array.isArray(told)) {
    const found = told.map((one) => ({ side: sideOf(one.label), score: scoreOf(one) }));
    const people = found.find(({ side }) => side === "people");
    const machines = found.find(({ side }) => side === "machines");
    return people ? people.score : machines ? 1 - machines.score : null;
  }
  const side = sideOf(told.label);
  if (side === null) return null;
  // Of probabilities by class the label's is the highest.
  const score = "probs" in told ? Math.max(...told.probs) : scoreOf(told);
  return side === "people" ? score : 1 - score;
}

/** A label alone is certain of itself. */
function scoreOf({ score, probability }: z.infer<typeof classSchema>): number {
  return score ?? probability ?? 1;
}

function sideOf(label: string): "people" | "machines" | null {
  const plain = label.trim();
  return ofPeople.test(plain) ? "people" : ofMachines.test(plain) ? "machines" : null;
}

function labelsOf(told: OfText): string {
  if (typeof told === "number") return "a number";
  const labels = Array.isArray(told) ? told.map(({ label }) => label) : [told.label];
  return labels.map((label) => `“${label.slice(0, 60)}”`).join(" and ");
}
