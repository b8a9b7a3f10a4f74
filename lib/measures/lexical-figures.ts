import type { MeasuredDialogue } from "./figure-definition";
import { type FigureDefinition, ours, paper, questionsOf } from "./figure-definition";
import { hdd, mattr, mtld, yulesK } from "./lexical-diversity";
import { spaced, wordsIn } from "./spoken-words";
import { wordsOf } from "./words";

const mirror = "MirrorBench (arXiv 2601.08118), on words";

/** Three figures ask the same of a dialogue, one after the other. */
const seen = new WeakMap<MeasuredDialogue, Int32Array>();

const ofAllQuestions = (measure: (words: Int32Array) => number | null) => (dialogue: MeasuredDialogue) => {
  let words = seen.get(dialogue);
  if (!words) {
    const all = questionsOf(dialogue).map(({ text }) => spaced(text));
    words = wordsOf(all.join(" ")).ids;
    seen.set(dialogue, words);
  }
  return [measure(words)];
};

/** How rich the words of users are. Languages without spaces are segmented first (Intl.Segmenter). */
export const lexicalFigures = {
  mtld: {
    name: "Lexical diversity (MTLD)",
    of: "question",
    unit: "words",
    definition:
      "Mean number of words over which the share of different ones stays above 0.72. Questions without words are skipped; short ones score low. Languages without spaces are segmented by Intl.Segmenter.",
    source: `${paper}, by LexicalRichness`,
    values: (dialogue) => questionsOf(dialogue).map(({ text }) => mtld(spaced(text))),
  },
  mattr: {
    name: "MATTR-50",
    of: "dialogue",
    unit: "share",
    definition: "Share of different words in a window of 50, over all that the user says in a dialogue.",
    source: mirror,
    values: ofAllQuestions(mattr),
  },
  hdd: {
    name: "HD-D-42",
    of: "dialogue",
    unit: "share",
    definition: "Expected share of different words in a draw of 42 from all that the user says in a dialogue.",
    source: mirror,
    values: ofAllQuestions(hdd),
  },
  yulesK: {
    name: "Yule's K",
    of: "dialogue",
    unit: "",
    definition: "How often words come again in all that the user says in a dialogue; higher is more repetitive.",
    source: mirror,
    values: ofAllQuestions(yulesK),
  },
  overlap: {
    name: "Words of the answer before",
    of: "question",
    unit: "share",
    definition: "Different words of a question that stand in the answer before it. First questions have no value.",
    source: ours,
    values: overlaps,
  },
} as const satisfies Record<string, FigureDefinition>;

function overlaps({ turns }: MeasuredDialogue): (number | null)[] {
  return turns.flatMap(({ speaker, text }, i) => {
    const before = turns[i - 1];
    if (speaker !== "user" || before?.speaker !== "assistant") return [];
    const words = new Set(wordsIn(text));
    if (words.size === 0) return [null];
    const own = new Set(words);
    for (const word of wordsIn(before.text)) own.delete(word);
    return [(words.size - own.size) / words.size];
  });
}
