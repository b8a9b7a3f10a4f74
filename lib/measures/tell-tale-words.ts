import type { LikenessModel } from "./likeness";
import { placeOfWords, wordGrams } from "./text-features";

/** A word or pair of words that speaks for people (above 0) or for simulators (below), and in how many texts it stands. */
export type TellTaleWord = { words: string; weight: number; texts: number };

/**
 * What speaks for and against a person in the model's eyes, as words: of those that stand in at least `atLeast` of the texts
 * the ones that weigh most, each way, strongest first. Words that share a place with others are told as they are found.
 */
export function tellTaleWords(
  model: LikenessModel,
  texts: readonly string[],
  { count = 20, atLeast = 5 } = {},
): { human: TellTaleWord[]; simulated: TellTaleWord[] } {
  const holders = new Map<string, number>();
  for (const text of texts)
    for (const words of new Set(wordGrams(text))) holders.set(words, (holders.get(words) ?? 0) + 1);
  const weighed = [...holders].flatMap(([words, found]) => {
    const weight = model.weights[placeOfWords(words)] as number;
    return found < atLeast || weight === 0 ? [] : [{ words, weight, texts: found }];
  });
  weighed.sort((a, b) => b.weight - a.weight || (a.words < b.words ? -1 : 1));
  return {
    human: weighed.filter(({ weight }) => weight > 0).slice(0, count),
    simulated: weighed
      .filter(({ weight }) => weight < 0)
      .slice(-count)
      .reverse(),
  };
}
