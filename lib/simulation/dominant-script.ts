/** Scripts told apart, Unicode names; Japanese is counted with Han, whose signs it shares. */
const scripts = {
  latin: /\p{Script=Latin}/gu,
  cyrillic: /\p{Script=Cyrillic}/gu,
  han: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu,
  hangul: /\p{Script=Hangul}/gu,
  arabic: /\p{Script=Arabic}/gu,
  hebrew: /\p{Script=Hebrew}/gu,
  devanagari: /\p{Script=Devanagari}/gu,
  thai: /\p{Script=Thai}/gu,
  greek: /\p{Script=Greek}/gu,
} as const;

export type Script = keyof typeof scripts;

/** Fewer letters than this prove nothing. */
const fewest = 4;
/** Share of the letters that makes a script dominant, so that quoted words of another do not count. */
const share = 0.6;

/** The script that most letters of a text belong to; null when there are too few letters or no script prevails. */
export function dominantScript(text: string): Script | null {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters < fewest) return null;
  for (const [script, pattern] of Object.entries(scripts) as [Script, RegExp][])
    if ((text.match(pattern)?.length ?? 0) >= share * letters) return script;
  return null;
}
