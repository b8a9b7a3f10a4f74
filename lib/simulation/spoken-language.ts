/** The language of a text as ISO 639-1 ("en"); null when that cannot be told. */
export type SpokenLanguage = (text: string) => string | null;

/** Fewer words than this are too often another language's, too. */
const fewestWords = 5;
/** Signs that stand for about a word of those scripts that are written without spaces. */
const signsOfWord = 2;
/** More is not looked at for words enough. */
const mostLetters = 10_000;
/** The library hears the beginning of a text, and cuts it here itself. */
const heardLetters = 1_000;
/** Texts whose language is remembered: each turn of a dialogue is held against its beginning. */
const mostRemembered = 2_048;

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu;

let loaded: Promise<SpokenLanguage> | undefined;

/**
 * Tells the language of a text; null when it has too few words of at least two letters to tell, or when none of 60
 * languages stands out. Code and addresses should be left out. What it compares with takes 80 MB and is imported on first use.
 */
export function loadSpokenLanguage(): Promise<SpokenLanguage> {
  loaded ??= import("eld/extrasmall").then(({ eld }) => {
    const known = new Map<string, string | null>();
    const hear = (beginning: string) => {
      const heard = eld.detect(beginning);
      return heard.isReliable() ? heard.language : null;
    };
    return (text) => {
      const beginning = text.slice(0, heardLetters);
      if (wordsIn(beginning) < fewestWords && wordsIn(text.slice(0, mostLetters)) < fewestWords) return null;
      const remembered = known.get(beginning);
      if (remembered !== undefined) return remembered;
      const language = hear(beginning);
      if (known.size >= mostRemembered) known.clear();
      known.set(beginning, language);
      return language;
    };
  });
  return loaded;
}

function wordsIn(text: string): number {
  const signs = text.match(unspaced)?.length ?? 0;
  return signs / signsOfWord + (text.replaceAll(unspaced, " ").match(/\p{L}{2,}/gu)?.length ?? 0);
}
