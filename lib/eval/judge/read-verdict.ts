import type { JudgeMode, JudgePrompt } from "@/lib/domain/judging/judge-prompt";
import { scoreTie } from "../combine-games";
import type { JudgeMaterial } from "./render-prompt";
import { canonical, findVerdictMarks } from "./verdict-marks";

const fewestAlike = 3;

const leading = "(?:(?:so|thus|therefore|hence|overall|finally|in conclusion|in summary|accordingly)[,:]?\\s+)?";

const naming =
  "(?:(?:here is|i give|this is|i choose|i conclude)\\s+)?(?:(?:my|the|our)\\s+)?(?:(?:final|overall)\\s+)?";

const noun = "(?:verdict|decision|judge?ment|rating|score|grade|result|choice|winner|conclusion)";

const declaring = new RegExp(
  `^[\\s*_#]*${leading}${naming}${noun}(?:\\s+(?:is|would be))?[\\s*_]*[:=-]?[\\s*_"'“\`]*$`,
  "i",
);

const closing = /^[\s*_"'”`.!]*$/;

/** How far before a verdict the words that introduce it may stand. */
const nearby = 12;

/** Cyrillic and Greek letters that look like Latin ones. */
const latin: Record<string, string> = Object.fromEntries(
  "аa еe оo рp сc хx уy іi ѕs јj кk мm тt вb нh οo αa νv ρp τt"
    .split(" ")
    .map(([letter = "", alike = ""]) => [letter, alike]),
);

/** What was read, or in words why nothing was. `isSealed`: the judge wrote the code of its call before it. */
export type Reading<T> = { ok: true; value: T; isSealed: boolean } | { ok: false; why: string };

/** What a judge was asked and shown: needed to tell its own words from copied ones. */
export type JudgeAsked = { prompt: JudgePrompt; material: JudgeMaterial; seal: string | null };

/** The better answer by its place in the prompt, or neither. */
export type Side = "A" | "B" | "tie";

const grade = String.raw`\d{1,4}(?:\.\d+)?`;
const inDoubleBrackets: Record<JudgeMode, string> = {
  single: String.raw`\s*(${grade})(?:\s*/\s*10)?\s*`,
  pair: String.raw`\s*([ABC]|${grade}\s*,\s*${grade})\s*`,
};

/**
 * Reads which of two answers a judge found better: the last `[[A]]`, `[[B]]`, `[[C]]` or `[[a,b]]` (two scores, a tie
 * within 0.1) in its own words, never one that was copied from what it was shown.
 */
export function readPairVerdict(text: string, asked: JudgeAsked): Reading<Side> {
  const reading = readOwn(text, asked, "pair");
  if (!reading.ok) return reading;
  const sides: Record<string, Side> = { A: "A", B: "B", C: "tie" };
  const side = sides[reading.value];
  if (side) return { ...reading, value: side };
  const [a = 0, b = 0] = reading.value.split(",").map(Number);
  const outside = [a, b].find((score) => !isOnScale(score));
  if (outside !== undefined) return offScale(outside);
  const lead = a - b;
  return { ...reading, value: Math.abs(lead) <= scoreTie + 1e-9 ? "tie" : lead > 0 ? "A" : "B" };
}

/** Reads the grade that a judge gave one answer: the last `[[number]]` from 1 to 10 in its own words. */
export function readGrade(text: string, asked: JudgeAsked): Reading<number> {
  const reading = readOwn(text, asked, "single");
  if (!reading.ok) return reading;
  const value = Number(reading.value);
  return isOnScale(value) ? { ...reading, value } : offScale(value);
}

/** From the side of the prompt to the candidate: in game 2 the second candidate stood as A. */
export function candidateOf(side: Side, game: 1 | 2): "first" | "second" | "tie" {
  if (side === "tie") return "tie";
  return (side === "A") === (game === 1) ? "first" : "second";
}

function readOwn(whole: string, { prompt, material, seal }: JudgeAsked, mode: JudgeMode): Reading<string> {
  const text = afterThinking(whole);
  if (text.trim() === "") return { ok: false, why: "The judge said nothing." };
  const sealed = seal === null ? undefined : lastSealed(text, seal, mode);
  if (sealed !== undefined) return { ok: true, value: canonical(sealed), isSealed: true };

  const texts = [...material.questions, ...(material.references ?? []), ...material.answers.flat()];
  const shown = new Set(texts.flatMap((source) => findVerdictMarks(source, mode).map(({ value }) => value)));
  const instructions = [prompt.system, prompt.template];
  const found = [...text.matchAll(new RegExp(String.raw`\[\[${inDoubleBrackets[mode]}\]\]`, "g"))];
  for (const match of found.reverse()) {
    const value = canonical(match[1] ?? "");
    const place = { text, start: match.index, end: match.index + match[0].length };
    if (isCopied(place, instructions, mode)) continue;
    if (!shown.has(value) || isDeclared(place, texts, mode)) return { ok: true, value, isSealed: false };
  }
  if (found.length === 0)
    return { ok: false, why: "There is no verdict in double brackets; the judge answered in prose." };
  return { ok: false, why: "Its only verdict also stands in what it was shown, so that it may be copied." };
}

function lastSealed(text: string, seal: string, mode: JudgeMode): string | undefined {
  const between = String.raw`[^\S\n]*[:>,.=*_\x60"'-]*[^\S\n]*[*_\x60"']*`;
  const pattern = String.raw`${seal}${between}(?:\[\[|⟦)${inDoubleBrackets[mode]}(?:\]\]|⟧)`;
  return [...text.matchAll(new RegExp(pattern, "g"))].at(-1)?.[1];
}

/** What a model said after thinking aloud; nothing where it never ended. */
function afterThinking(text: string): string {
  const end = text.lastIndexOf("</think>");
  if (end >= 0) return text.slice(end + "</think>".length);
  return /^\s*<think>/.test(text) ? "" : text;
}

function isOnScale(score: number): boolean {
  return score >= 1 && score <= 10;
}

function offScale(score: number): { ok: false; why: string } {
  return { ok: false, why: `${score} is not on the scale from 1 to 10.` };
}

/** A verdict in a judge's text. */
type Passage = { text: string; start: number; end: number };

/** True where at least three words beside the verdict are those of a source: the judge recites its instructions. */
function isCopied({ text, start, end }: Passage, sources: readonly string[], mode: JudgeMode): boolean {
  const before = wordsOf(text.slice(0, start), mode);
  const [own = "", ...after] = wordsOf(text.slice(start), mode);
  if (own === "" || end <= start) return false;
  return sources.some((source) => {
    const words = wordsOf(source, mode);
    return words.some((word, at) => {
      if (word !== own) return false;
      let alike = 0;
      while (at - alike > 0 && alike < before.length && words[at - alike - 1] === before.at(-alike - 1)) alike++;
      for (let i = 0; at + 1 + i < words.length && i < after.length && words[at + 1 + i] === after[i]; i++) alike++;
      return alike >= fewestAlike;
    });
  });
}

/**
 * True where a verdict that also stands in the texts is nevertheless the judge's: it closes what the judge said, in a
 * line that does nothing but declare it, and no text has the words of that line shortly before the same verdict. A bare
 * verdict does not do: it may be an echo.
 */
function isDeclared({ text, start, end }: Passage, texts: readonly string[], mode: JudgeMode): boolean {
  if (!closing.test(text.slice(end))) return false;
  const line = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  if (!declaring.test(line)) return false;
  if ((text.slice(0, start).match(/^\s*```/gm)?.length ?? 0) % 2 === 1) return false;
  const [own = "", ...declared] = wordsOf(text.slice(start - line.length, end), mode).reverse();
  return texts.every((source) => {
    const words = wordsOf(source, mode);
    return words.every(
      (word, at) => word !== own || !isWithin(declared, words.slice(Math.max(0, at - nearby), at).reverse()),
    );
  });
}

/** True where the one list is what is left of the other when some of its words are taken out. */
function isWithin(some: readonly string[], all: readonly string[]): boolean {
  let at = 0;
  for (const word of all) if (word === some[at]) at += 1;
  return at === some.length;
}

/** Words in small letters, lookalikes of other scripts as Latin ones, and verdicts in any disguise as `[[value]]`. */
function wordsOf(text: string, mode: JudgeMode): string[] {
  const words: string[] = [];
  const take = (part: string) => {
    const plain = part
      .normalize("NFKD")
      .replace(/[\p{Cf}\p{M}]/gu, "")
      .toLowerCase();
    const folded = plain.replace(/[\u0370-\u052f]/g, (letter) => latin[letter] ?? letter);
    words.push(...(folded.match(/[\p{L}\p{N}]+/gu) ?? []));
  };
  let at = 0;
  for (const { value, start, end } of findVerdictMarks(text, mode)) {
    if (start < at) continue;
    take(text.slice(at, start));
    words.push(`[[${value}]]`);
    at = end;
  }
  take(text.slice(at));
  return words;
}
