import * as z from "zod";
import { type Seed, type SeedKind, seedKindSchema, seedSchema } from "@/lib/domain/seed-set";
import { isStorable } from "@/lib/domain/storable-text";
import type { FirstRound } from "./first-round";
import type { ReadLine } from "./format";
import { holdsLostLetters, lostLetters } from "./lost-letters";
import { unstorable } from "./text/parse-json-text";

/** What is chosen when seeds are read: the first question alone, or the whole first round. */
export const seedOptions = z.strictObject({ kind: seedKindSchema });

/** What every file of seeds gives. */
export const seedFields = {
  question: "what the user asks first: question, prompt, instruction, or the first user's turn of a dialogue",
  answer: "what the assistant answers; needed for whole rounds, passed over otherwise",
} as const;

/** A value as a seed, or what it lacks. */
export function seedOf(line: number, value: FirstRound, kind: SeedKind): ReadLine<Seed> {
  const { question, answer } = value;
  const wanted = kind === "round" && answer ? { question, answer } : { question };
  const texts = Object.values(wanted).filter((text) => typeof text === "string");
  if (!texts.every(isStorable)) return { line, ok: false, message: unstorable };
  if (holdsLostLetters(texts)) return { line, ok: false, message: lostLetters };
  const seed = seedSchema.safeParse(wanted);
  if (!seed.success) return { line, ok: false, message: seed.error.issues.map((issue) => issue.message).join("; ") };
  if (kind === "round" && seed.data.answer === undefined)
    return { line, ok: false, message: "No answer: a set of whole rounds needs one on every line" };
  return { line, ok: true, value: seed.data };
}
