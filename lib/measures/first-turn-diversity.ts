const unspaced = "[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmr}\\p{sc=Mymr}]";
/** A character of a script without spaces, a word with its marks, or any other sign; each with its marks. */
const gram = new RegExp(
  `${unspaced}\\p{M}*|(?:(?!${unspaced})[\\p{L}\\p{N}\\p{M}])+|[^\\s\\p{L}\\p{N}\\p{M}]\\p{M}*`,
  "gu",
);

export type FirstTurnDiversity = { value: number; openings: number; skipped: number };

/**
 * How much the openings of dialogues differ (UserLM, arXiv 2510.06552), 0 to 1: one less the mean, over all pairs, of
 * |A ∩ B| / |A ∪ B| of their sets of lower-cased words, characters of scripts without spaces, and signs. The paper
 * takes 2,000 openings; it is told beside the value how many were taken, and how many were skipped for having no
 * gram. Null for fewer than two. Time grows with the pairs that share a gram.
 */
export function firstTurnDiversity(openings: readonly string[]): FirstTurnDiversity | null {
  const sets = openings.map(gramsOf).filter((set) => set.size > 0);
  if (sets.length < 2) return null;
  const holders = new Map<string, number[]>();
  const sizes = Int32Array.from(sets, ({ size }) => size);
  const shared = new Int32Array(sets.length);
  let sum = 0;
  sets.forEach((set, i) => {
    for (const one of set) {
      const others = holders.get(one);
      if (!others) {
        holders.set(one, [i]);
        continue;
      }
      for (const j of others) (shared[j] as number)++;
      others.push(i);
    }
    // Most openings share a common word: going by all of them is quicker than noting which were met.
    for (let j = 0; j < i; j++) {
      const both = shared[j] as number;
      if (both === 0) continue;
      sum += both / (set.size + (sizes[j] as number) - both);
      shared[j] = 0;
    }
  });
  const pairs = (sets.length * (sets.length - 1)) / 2;
  return { value: 1 - sum / pairs, openings: sets.length, skipped: openings.length - sets.length };
}

function gramsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(gram));
}
