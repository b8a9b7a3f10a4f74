import type { JudgeMode } from "@/lib/domain/judging/judge-prompt";
import { findVerdictMarks } from "./verdict-marks";

/** A verdict in a judge's text. */
type Passage = { text: string; start: number; end: number };

const fewestAlike = 3;

/** True where at least three words beside the verdict are those of a source: the judge recites its instructions. */
export function isCopied({ text, start, end }: Passage, sources: readonly string[], mode: JudgeMode): boolean {
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

const lead = "(?:(?:so|thus|therefore|hence|overall|finally|in conclusion|in summary|accordingly)[,:]?\\s+)?";
const naming =
  "(?:(?:here is|i give|this is|i choose|i conclude)\\s+)?(?:(?:my|the|our)\\s+)?(?:(?:final|overall)\\s+)?";
const noun = "(?:verdict|decision|judge?ment|rating|score|grade|result|choice|winner|conclusion)";
const declaring = new RegExp(
  `^[\\s*_#]*${lead}${naming}${noun}(?:\\s+(?:is|would be))?[\\s*_]*[:=-]?[\\s*_"'“\`]*$`,
  "i",
);
const closing = /^[\s*_"'”`.!]*$/;

/**
 * True where a verdict that also stands in the texts is nevertheless the judge's: it closes what the judge said, in a
 * line that does nothing but declare it, and no text has the words of that line shortly before the same verdict. A bare
 * verdict does not do: it may be an echo.
 */
export function isDeclared({ text, start, end }: Passage, texts: readonly string[], mode: JudgeMode): boolean {
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

/** How far before a verdict the words that introduce it may stand. */
const nearby = 12;

/** True where the one list is what is left of the other when some of its words are taken out. */
function isWithin(some: readonly string[], all: readonly string[]): boolean {
  let at = 0;
  for (const word of all) if (word === some[at]) at += 1;
  return at === some.length;
}

/** Cyrillic and Greek letters that look like Latin ones. */
const latin: Record<string, string> = Object.fromEntries(
  "аa еe оo рp сc хx уy іi ѕs јj кk мm тt вb нh οo αa νv ρp τt"
    .split(" ")
    .map(([letter = "", alike = ""]) => [letter, alike]),
);

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
