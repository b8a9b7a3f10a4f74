/**
 * How alike two texts are, 0 to 1: the Sørensen–Dice coefficient of their character bigrams (Dice 1945), each bigram
 * counted as often as it occurs, after case, punctuation and spacing are evened out. Two texts without letters or
 * digits are alike (1) when they are equal. Works for scripts without spaces.
 */
export function bigramSimilarity(a: string, b: string): number {
  const first = normalise(a);
  const second = normalise(b);
  if (first === second) return first !== "" || a === b ? 1 : 0;
  const bigrams = countBigrams(first);
  let shared = 0;
  for (const [bigram, count] of countBigrams(second)) shared += Math.min(count, bigrams.get(bigram) ?? 0);
  const total = Math.max(0, first.length - 1) + Math.max(0, second.length - 1);
  return total === 0 ? 0 : (2 * shared) / total;
}

function normalise(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function countBigrams(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (let i = 0; i + 1 < text.length; i++) {
    const bigram = text.slice(i, i + 2);
    counts.set(bigram, (counts.get(bigram) ?? 0) + 1);
  }
  return counts;
}
