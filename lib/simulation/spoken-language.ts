/** The language of a text as ISO 639-1 ("en"); null when that cannot be told. */
export type SpokenLanguage = (text: string) => string | null;

/** Fewer words than this are too often another language's, too. */
const fewestWords = 5;
/** Signs that stand for about a word of those scripts that are written without spaces. */
const signsOfWord = 2;
/** More is not looked at: the language of a text stands in its beginning. */
const mostLetters = 10_000;

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu;

let loaded: Promise<SpokenLanguage> | undefined;

/**
 * Tells the language of a text; null when it has too few words of at least two letters to tell, or when none of 60
 * languages stands out. Code and addresses should be left out. What it compares with takes 80 MB and is imported on first use.
 */
export function loadSpokenLanguage(): Promise<SpokenLanguage> {
  loaded ??= import("eld/extrasmall").then(({ eld }) => (text) => {
    const beginning = text.slice(0, mostLetters);
    if (wordsIn(beginning) < fewestWords) return null;
    const heard = eld.detect(beginning);
    return heard.isReliable() ? heard.language : null;
  });
  return loaded;
}

function wordsIn(text: string): number {
  const signs = text.match(unspaced)?.length ?? 0;
  return signs / signsOfWord + (text.replaceAll(unspaced, " ").match(/\p{L}{2,}/gu)?.length ?? 0);
}
