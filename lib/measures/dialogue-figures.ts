import type { Speaker } from "@/lib/domain/dialogue";
import { added, type FigureSums, noSums, sumsOf } from "./figure-sums";
import { hdd, mattr, mtld, yulesK } from "./lexical-diversity";
import { wordsIn } from "./user-sim-index";
import { wordsOf } from "./words";

/** A dialogue as it is measured: one path, each turn with its tokens by the tokenizer that stands beside the figures. */
export type MeasuredDialogue = { turns: readonly MeasuredTurn[] };
export type MeasuredTurn = { speaker: Speaker; text: string; tokens: number };

export type FigureDefinition = {
  name: string;
  /** What one value is of. */
  of: "dialogue" | "question" | "answer";
  unit: string;
  /** What is counted and how, for whoever reads the page. */
  definition: string;
  source: string;
  /** The values that a dialogue gives; null for each that has none. */
  values: (dialogue: MeasuredDialogue) => (number | null)[];
};

const said = (speaker: Speaker, { turns }: MeasuredDialogue) => turns.filter((turn) => turn.speaker === speaker);
const questions = (dialogue: MeasuredDialogue) => said("user", dialogue);
const ofQuestions = (is: (text: string) => boolean) => (dialogue: MeasuredDialogue) =>
  questions(dialogue).map(({ text }) => (text.trim() === "" ? null : Number(is(text.trim()))));
const ofAllQuestions = (measure: (words: Int32Array) => number | null) => (dialogue: MeasuredDialogue) => [
  measure(
    wordsOf(
      questions(dialogue)
        .map(({ text }) => text)
        .join(" "),
    ).ids,
  ),
];

const ours = "ours, as told in docs/method.md";
const paper = "PlatoLM (arXiv 2308.11534)";
const mirror = "MirrorBench (arXiv 2601.08118)";

/** Grows with each change of what a figure is: what was counted by an older version is counted anew. */
export const figuresVersion = 1;

/** The figures of a data set that need nothing but its dialogues, in the order in which they are shown. */
export const figureDefinitions = {
  rounds: {
    name: "Rounds",
    of: "dialogue",
    unit: "",
    definition: "Questions of a dialogue.",
    source: paper,
    values: (dialogue) => [questions(dialogue).length],
  },
  dialogueTokens: {
    name: "Length of a dialogue",
    of: "dialogue",
    unit: "tokens",
    definition: "Tokens of all that both say.",
    source: paper,
    values: ({ turns }) => [turns.reduce((sum, { tokens }) => sum + tokens, 0)],
  },
  questionTokens: {
    name: "Length of a question",
    of: "question",
    unit: "tokens",
    definition: "Tokens of what the user says in one turn.",
    source: paper,
    values: (dialogue) => questions(dialogue).map(({ tokens }) => tokens),
  },
  answerTokens: {
    name: "Length of an answer",
    of: "answer",
    unit: "tokens",
    definition: "Tokens of what the assistant says in one turn.",
    source: paper,
    values: (dialogue) => said("assistant", dialogue).map(({ tokens }) => tokens),
  },
  questionWords: {
    name: "Words of a question",
    of: "question",
    unit: "words",
    definition: "Words that the user says in one turn.",
    source: ours,
    values: (dialogue) => questions(dialogue).map(({ text }) => wordsIn(text).length),
  },
  mtld: {
    name: "Lexical diversity (MTLD)",
    of: "question",
    unit: "words",
    definition:
      "Mean number of words over which the share of different ones stays above 0.72. Questions without words are skipped; short ones score low.",
    source: `${paper}, by LexicalRichness`,
    values: (dialogue) => questions(dialogue).map(({ text }) => mtld(text)),
  },
  mattr: {
    name: "MATTR-50",
    of: "dialogue",
    unit: "share",
    definition: "Share of different words in a window of 50, over all that the user says in a dialogue.",
    source: `${mirror}, on words`,
    values: ofAllQuestions(mattr),
  },
  hdd: {
    name: "HD-D-42",
    of: "dialogue",
    unit: "share",
    definition: "Expected share of different words in a draw of 42 from all that the user says in a dialogue.",
    source: `${mirror}, on words`,
    values: ofAllQuestions(hdd),
  },
  yulesK: {
    name: "Yule's K",
    of: "dialogue",
    unit: "",
    definition: "How often words come again in all that the user says in a dialogue; higher is more repetitive.",
    source: `${mirror}, on words`,
    values: ofAllQuestions(yulesK),
  },
  questionMark: {
    name: "With a question mark",
    of: "question",
    unit: "share",
    definition: "Questions that hold a question mark of any script.",
    source: ours,
    values: ofQuestions((text) => /[?\uff1f\u061f\u037e\u055e\u1367\u2047]/.test(text)),
  },
  lowerCase: {
    name: "Begins in lower case",
    of: "question",
    unit: "share",
    definition: "Questions whose first letter is a small one.",
    source: ours,
    values: ofQuestions((text) => /^[^\p{L}]*\p{Ll}/u.test(text)),
  },
  openEnd: {
    name: "Without a closing sign",
    of: "question",
    unit: "share",
    definition: "Questions that end on no full stop, question mark, exclamation mark or ellipsis.",
    source: ours,
    values: ofQuestions((text) => !/[.?!…。？！؟۔।]["'”’)\]]*$/u.test(text)),
  },
  atMostThreeWords: {
    name: "At most three words",
    of: "question",
    unit: "share",
    definition: "Questions of one to three words.",
    source: ours,
    values: ofQuestions((text) => wordsIn(text).length <= 3),
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

export type FigureId = keyof typeof figureDefinitions;
export type DialogueFigures = Record<FigureId, FigureSums>;

/** What a dialogue gives to each figure of the data set that holds it. */
export function measureDialogue(dialogue: MeasuredDialogue): DialogueFigures {
  const each = Object.entries(figureDefinitions).map(([id, { values }]) => [id, sumsOf(values(dialogue))]);
  return Object.fromEntries(each) as DialogueFigures;
}

/** Figures of no dialogue, to add to. */
export function noFigures(): Record<string, FigureSums> {
  return Object.fromEntries(Object.keys(figureDefinitions).map((id) => [id, noSums]));
}

/** Adds what a dialogue gives. */
export function addFigures(to: Record<string, FigureSums>, more: DialogueFigures): void {
  for (const id of Object.keys(more) as FigureId[]) to[id] = added(to[id] ?? noSums, more[id]);
}

function overlaps({ turns }: MeasuredDialogue): (number | null)[] {
  return turns.flatMap(({ speaker, text }, i) => {
    const before = turns[i - 1];
    if (speaker !== "user" || before?.speaker !== "assistant") return [];
    const words = new Set(wordsIn(text));
    if (words.size === 0) return [null];
    const answered = new Set(wordsIn(before.text));
    return [[...words].filter((word) => answered.has(word)).length / words.size];
  });
}
