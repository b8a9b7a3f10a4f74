import { eld } from "eld/extrasmall";

/** Fewer words than this are too often another language's, too. */
const fewestWords = 5;
/** More is not looked at: the language of a text stands in its beginning. */
const mostLetters = 10_000;

/**
 * The language of a text as ISO 639-1 ("en"); null when the text has too few words of at least two letters to tell, as
 * all text without spaces has, or when none of 60 languages stands out. Names, code and addresses should be left out.
 */
export function spokenLanguage(text: string): string | null {
  const beginning = text.slice(0, mostLetters);
  if ((beginning.match(/\p{L}{2,}/gu)?.length ?? 0) < fewestWords) return null;
  const heard = eld.detect(beginning);
  return heard.isReliable() ? heard.language : null;
}
