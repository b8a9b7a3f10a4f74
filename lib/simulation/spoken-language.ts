import { eld } from "eld/extrasmall";

/** Fewer words than this are too often another language's, too. */
const fewestWords = 5;
/** Signs that stand for about a word of those scripts that are written without spaces. */
const signsOfWord = 2;
/** More is not looked at: the language of a text stands in its beginning. */
const mostLetters = 10_000;

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu;

/**
 * The language of a text as ISO 639-1 ("en"); null when it has too few words of at least two letters to tell, or when
 * none of 60 languages stands out. Code and addresses should be left out.
 */
export function spokenLanguage(text: string): string | null {
  const beginning = text.slice(0, mostLetters);
  if (wordsIn(beginning) < fewestWords) return null;
  const heard = eld.detect(beginning);
  return heard.isReliable() ? heard.language : null;
}

function wordsIn(text: string): number {
  const signs = text.match(unspaced)?.length ?? 0;
  return signs / signsOfWord + (text.replaceAll(unspaced, " ").match(/\p{L}{2,}/gu)?.length ?? 0);
}
