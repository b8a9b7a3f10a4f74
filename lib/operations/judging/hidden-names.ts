import { readFileSync } from "node:fs";
import wordListPath from "word-list";
import { HiddenNames } from "@/lib/domain/judging/names/hidden-names";

let words: string | null = null;

/** True for an English word in small letters. The list is read once, when the first name is asked about. */
function isEnglishWord(word: string): boolean {
  words ??= `\n${readFileSync(wordListPath, "utf8")}\n`;
  return words.includes(`\n${word}\n`);
}

const made = new Map<string, HiddenNames>();

/** These names, ready to be hidden; those that were asked for before are there already. */
export function hiddenNames(names: readonly string[]): HiddenNames {
  const key = JSON.stringify([...names].sort());
  const known = made.get(key);
  if (known) return known;
  const prepared = new HiddenNames(names, isEnglishWord);
  if (made.size > 100) made.clear();
  made.set(key, prepared);
  return prepared;
}
