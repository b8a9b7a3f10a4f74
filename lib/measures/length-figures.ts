import { type FigureDefinition, ours, paper, questionsOf, said } from "./figure-definition";
import { wordsIn } from "./spoken-words";

/** How long dialogues and what is said in them are. */
export const lengthFigures = {
  rounds: {
    name: "Rounds",
    of: "dialogue",
    unit: "",
    definition: "Questions of a dialogue.",
    source: paper,
    values: (dialogue) => [questionsOf(dialogue).length],
  },
  dialogueTokens: {
    name: "Length of a dialogue",
    of: "dialogue",
    unit: "tokens",
    definition: "Tokens of all that both say.",
    source: paper,
    values: ({ turns }) => [turns.reduce((sum, { tokens }) => sum + tokens, 0)],
  },
  turnTokens: {
    name: "Length of a turn",
    of: "turn",
    unit: "tokens",
    definition: "Tokens of what either says in one turn.",
    source: paper,
    values: ({ turns }) => turns.map(({ tokens }) => tokens),
  },
  questionTokens: {
    name: "Length of a question",
    of: "question",
    unit: "tokens",
    definition: "Tokens of what the user says in one turn.",
    source: paper,
    values: (dialogue) => questionsOf(dialogue).map(({ tokens }) => tokens),
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
    definition: "Words that the user says in one turn; of languages without spaces those that Intl.Segmenter finds.",
    source: ours,
    values: (dialogue) => questionsOf(dialogue).map(({ text }) => wordsIn(text).length),
  },
  openingWords: {
    name: "Words of the opening",
    of: "dialogue",
    unit: "words",
    definition: "Words of the first question that has any.",
    source: "User-Sim Index (arXiv 2603.11245)",
    values: (dialogue) => [
      questionsOf(dialogue)
        .map(({ text }) => wordsIn(text).length)
        .find((words) => words > 0) ?? null,
    ],
  },
} as const satisfies Record<string, FigureDefinition>;
