import { type FigureDefinition, type MeasuredDialogue, ours, questionsOf, shareOfQuestions } from "./figure-definition";
import { wordsIn } from "./spoken-words";
import { behaviourOf, identifiersIn, turnPatterns, type UserBehaviour, type UserFeature } from "./user-sim-index";

const index = "User-Sim Index (arXiv 2603.11245), D1 and D2; its patterns of words are ours and English";

/** Three figures ask the same of a dialogue, one after the other. */
const seen = new WeakMap<MeasuredDialogue, UserBehaviour | null>();

/** A feature of all that the user says in a dialogue. */
const ofUser = (feature: UserFeature) => (dialogue: MeasuredDialogue) => {
  const known = seen.get(dialogue);
  const behaviour = known === undefined ? behaviourOf(questionsOf(dialogue).map(({ text }) => text)) : known;
  seen.set(dialogue, behaviour);
  return [behaviour?.[feature] ?? null];
};

/** How users write, whatever they write about. */
export const surfaceFigures = {
  questionMark: {
    name: "With a question mark",
    of: "question",
    unit: "share",
    definition: "Questions that hold a question mark of any script.",
    source: ours,
    values: shareOfQuestions((text) => /[?\uff1f\u061f\u037e\u055e\u1367\u2047]/.test(text)),
  },
  lowerCase: {
    name: "Begins in lower case",
    of: "question",
    unit: "share",
    definition: "Questions whose first letter is a small one.",
    source: ours,
    values: shareOfQuestions((text) => /^[^\p{L}]*\p{Ll}/u.test(text)),
  },
  openEnd: {
    name: "Without a closing sign",
    of: "question",
    unit: "share",
    definition: "Questions that end on no full stop, question mark, exclamation mark or ellipsis.",
    source: ours,
    values: shareOfQuestions((text) => !/[.?!…。？！؟۔।]["'”’)\]]*$/u.test(text)),
  },
  atMostThreeWords: {
    name: "At most three words",
    of: "question",
    unit: "share",
    definition: "Questions of one to three words.",
    source: ours,
    values: shareOfQuestions((text) => wordsIn(text).length <= 3),
  },
  politeness: {
    name: "Polite words",
    of: "question",
    unit: "share",
    definition: "Questions that say please, thanks, sorry, or the like.",
    source: index,
    values: shareOfQuestions((text) => turnPatterns.politeness.test(text)),
  },
  dashes: {
    name: "With a dash",
    of: "question",
    unit: "share",
    definition: "Questions that hold a long dash, or a short one between blanks.",
    source: index,
    values: shareOfQuestions((text) => turnPatterns.dashes.test(text)),
  },
  acknowledgementOnly: {
    name: "Nothing but an acknowledgement",
    of: "question",
    unit: "share",
    definition: "Questions that are nothing but OK, yes, thanks, got it, or the like.",
    source: index,
    values: shareOfQuestions((text) => turnPatterns.acknowledgementOnly.test(text)),
  },
  identifiers: {
    name: "Names, numbers and addresses",
    of: "question",
    unit: "",
    definition: "How many numbers, dates, mail and web addresses, codes and names a question holds.",
    source: index,
    values: (dialogue) => questionsOf(dialogue).map(({ text }) => (text.trim() === "" ? null : identifiersIn(text))),
  },
  lengthVariation: {
    name: "Variation of length",
    of: "dialogue",
    unit: "",
    definition: "Standard deviation of the words of a dialogue's questions, by their mean.",
    source: index,
    values: ofUser("lengthVariation"),
  },
  repeatedTrigrams: {
    name: "Repeats three words",
    of: "dialogue",
    unit: "share",
    definition: "Runs of three words that the user has said before in the dialogue.",
    source: index,
    values: ofUser("repeatedTrigrams"),
  },
  frontLoading: {
    name: "Told at once",
    of: "dialogue",
    unit: "share",
    definition: "Of a dialogue's names, numbers and addresses those that stand in its first question.",
    source: index,
    values: ofUser("frontLoading"),
  },
} as const satisfies Record<string, FigureDefinition>;
