import { firstTurnDiversity } from "./first-turn-diversity";
import { intervalAbout, jackknife, type Spread } from "./jackknife";
import { hdd } from "./lexical-diversity";
import { ngramDiversity, selfRepetition } from "./repetition";
import { spaced, wordsIn } from "./spoken-words";
import { growthExponent, vocabularyGrowth } from "./vocabulary";
import { wordsOf } from "./words";

/** Grows with each change of what such a figure is. */
export const corpusVersion = 3;
/** So many dialogues are drawn of each side; smaller ones are taken whole. */
export const corpusSample = 2_000;

/** What the user of a dialogue says, turn by turn. */
export type Asked = readonly string[];
/** How many bytes some text takes, as it is and compressed: by a door, since it is no arithmetic. */
export type Gzip = (text: string) => { plain: number; packed: number };

export type CorpusDefinition = {
  name: string;
  unit: string;
  definition: string;
  source: string;
  /** It changes with the size of what is measured: both sides are cut to as many words. */
  isOfSize: boolean;
  value: (dialogues: readonly Asked[], gzip: Gzip) => number | null;
};

const texts = (dialogues: readonly Asked[]) => dialogues.flat().filter((text) => text.trim() !== "");
const size = "Both sides are cut to as many words, since it changes with their number.";
const shaib = "Shaib and others (2024), package diversity 0.3.1";

/** What is measured of a corpus as a whole, and is no mean of its dialogues. */
export const corpusDefinitions = {
  firstTurnDiversity: {
    name: "First-turn diversity",
    unit: "share",
    definition: `One less the mean overlap of the words of two openings, over all pairs of up to ${corpusSample} openings.`,
    source: "UserLM (arXiv 2510.06552)",
    isOfSize: false,
    value: (dialogues) => firstTurnDiversity(dialogues.map(([opening = ""]) => opening))?.value ?? null,
  },
  differentWords: {
    name: "Different words in 1,000",
    unit: "words",
    definition:
      "Expected number of different words in a draw of 1,000 from all that users say. None where they say fewer.",
    source: "rarefaction (Hurlbert 1971)",
    isOfSize: false,
    value: (dialogues) => {
      const { ids } = wordsOf(texts(dialogues).map(spaced).join(" "));
      const share = ids.length < 1_000 ? null : hdd(ids, 1_000);
      return share === null ? null : 1_000 * share;
    },
  },
  growth: {
    name: "Growth of the vocabulary",
    unit: "",
    definition: `Exponent by which the number of different words grows with the number of words that users say: 1 where every word is new. None for fewer than 100 words. ${size}`,
    source: "Heaps (1978), by least squares",
    isOfSize: true,
    value: (dialogues) => growthExponent(vocabularyGrowth(texts(dialogues).map(spaced))),
  },
  compression: {
    name: "Compression ratio",
    unit: "",
    definition: `Bytes of all that users say, joined by blanks, by bytes after gzip (level 9), once. Higher is more repetitive. ${size}`,
    source: shaib,
    isOfSize: true,
    value: (dialogues, gzip) => {
      const { plain, packed } = gzip(texts(dialogues).join(" "));
      return plain === 0 ? null : plain / packed;
    },
  },
  ngrams: {
    name: "n-gram diversity",
    unit: "",
    definition: `Share of different runs of one to four words among all that users say, summed over the four lengths: 0 to 4. ${size}`,
    source: shaib,
    isOfSize: true,
    value: (dialogues) => ngramDiversity(texts(dialogues).map(spaced)),
  },
  selfRepetition: {
    name: "Self-repetition",
    unit: "",
    definition: `Mean over questions of ln(1 + how often their runs of four words come in other questions). Higher where questions are made from one mould. ${size}`,
    source: `Salkar and others (2022); ${shaib}`,
    isOfSize: true,
    value: (dialogues) => selfRepetition(texts(dialogues).map(spaced)),
  },
} as const satisfies Record<string, CorpusDefinition>;

export type CorpusFigureId = keyof typeof corpusDefinitions;

export type CorpusFigure = {
  value: number;
  spread: Spread | null;
  interval: { low: number; high: number } | null;
  dialogues: number;
  words: number;
  /** Of one half and of the other: how far a corpus lies from itself. */
  halves: [number, number] | null;
};

/** Every figure of a corpus, in steps; null where it has no value. `words`: what figures of size are cut to. */
export function* measureCorpus(
  dialogues: readonly Asked[],
  words: number,
  gzip: Gzip,
): Generator<void, Record<CorpusFigureId, CorpusFigure | null>> {
  const cut = cutToWords(dialogues, words);
  const found: [string, CorpusFigure | null][] = [];
  for (const [id, definition] of Object.entries(corpusDefinitions) as [string, CorpusDefinition][]) {
    const of = definition.isOfSize ? cut : [...dialogues];
    const measure = (some: readonly Asked[]) => definition.value(some, gzip);
    const value = measure(of);
    yield;
    if (value === null || !Number.isFinite(value)) {
      found.push([id, null]);
      continue;
    }
    const spread = yield* jackknife(of, measure);
    const [one, other] = [0, 1].map((half) => measure(of.filter((_, i) => i % 2 === half)));
    const halves: [number, number] | null = one == null || other == null ? null : [one, other];
    const counted = { dialogues: of.length, words: countWords(of) };
    found.push([id, { value, spread, interval: intervalAbout(value, spread), ...counted, halves }]);
  }
  return Object.fromEntries(found) as Record<CorpusFigureId, CorpusFigure | null>;
}

export function countWords(dialogues: readonly Asked[]): number {
  return dialogues.reduce((sum, asked) => sum + asked.reduce((own, text) => own + wordsIn(text).length, 0), 0);
}

/** The first dialogues that hold so many words together: whole ones, so that a few more may be in it. */
export function cutToWords(dialogues: readonly Asked[], words: number): Asked[] {
  const kept: Asked[] = [];
  for (let held = 0; kept.length < dialogues.length && held < words; ) {
    const next = dialogues[kept.length] as Asked;
    kept.push(next);
    held += countWords([next]);
  }
  return kept;
}
