import { commonWords } from "./common-words";
import { wordsOfText } from "./vectoriser";

const wordsOfName = 4;

/**
 * What each cluster is about, by c-TF-IDF (Grootendorst 2022): the words that weigh most by tf · ln(1 + A / f), tf the texts of
 * the cluster with the word, f those of all, A the mean number of words of a cluster. Common words, numbers and single
 * letters name nothing. A cluster without words has an empty name.
 */
export function nameClusters(texts: readonly { text: string; cluster: number }[], clusters: number): string[][] {
  const counts = Array.from({ length: clusters }, () => new Map<string, number>());
  const all = new Map<string, number>();
  let words = 0;
  for (const { text, cluster } of texts) {
    const own = counts[cluster];
    if (!own) continue;
    for (const word of new Set(wordsOfText(text))) {
      if (commonWords.has(word) || !tells.test(word)) continue;
      own.set(word, (own.get(word) ?? 0) + 1);
      all.set(word, (all.get(word) ?? 0) + 1);
      words++;
    }
  }
  const mean = words / Math.max(1, clusters);
  return counts.map((own) => {
    const weighed = [...own].map(([word, tf]) => ({ word, weight: tf * Math.log1p(mean / (all.get(word) ?? 1)) }));
    weighed.sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1));
    return weighed.slice(0, wordsOfName).map(({ word }) => word);
  });
}

/** Two letters at least, or one sign of a script in which that is a word, or an emoji. */
const tells = /\p{L}.*\p{L}|[\p{sc=Han}\p{Extended_Pictographic}]/u;
