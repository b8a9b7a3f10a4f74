import type { Answer, FindingKind, TokenOrigin, TokenRole, WhyNot } from "@/lib/domain/training/audit";
import type { Tone } from "../ui/tone";

/** Why a trainer takes a row out or stops at it, in a sentence. */
export const whyWords: Record<WhyNot, string> = {
  wrong_order: "The sides do not take turns as it wants them.",
  odd_number: "It does not end on what is to be learned.",
  nothing_left: "Nothing in it is left to train on.",
  too_long: "It is longer than the trainer's length.",
  long_prompt: "What is asked fills the trainer's length alone.",
  no_answer: "It holds no answer where the trainer looks for one.",
  no_messages: "It holds no messages.",
  unknown_role: "Somebody speaks whom the trainer does not know.",
  unread_shape: "The trainer cannot read its shape.",
  mask_refused: "It says what is trained in a way that the trainer refuses.",
  template_refused: "The chat template refuses it.",
};

type FindingWords = { tone: Tone; title: string; advice: (length: string | null) => string };

/** What was found, and what to do about it. */
export const findingWords: Record<FindingKind, FindingWords> = {
  refused: {
    tone: "danger",
    title: "The trainer stops at these rows",
    advice: () => "Leave their dialogues out, or mend them, before you train.",
  },
  dropped: {
    tone: "danger",
    title: "Left out by the trainer",
    advice: (length) =>
      length
        ? `Nothing of them is learned. If they are too long, raise ${length} in its settings.`
        : "Nothing of them is learned.",
  },
  untrained: {
    tone: "danger",
    title: "Kept, with no trained token",
    advice: (length) =>
      length
        ? `They take time and teach nothing: raise ${length} if they are cut, or leave their dialogues out.`
        : "They take time and teach nothing: leave their dialogues out.",
  },
  cut: {
    tone: "warn",
    title: "Cut before their last end",
    advice: (length) =>
      length
        ? `The model does not learn to end there: raise ${length} in the trainer's settings.`
        : "The model does not learn to end there.",
  },
  mask_ignored: {
    tone: "danger",
    title: "Trained although people took it out",
    advice: () => "Choose rows for one turn each, or a trainer that reads masks.",
  },
  mask_unread: {
    tone: "warn",
    title: "Masks in a place that the trainer does not read",
    advice: () => "What they say has no effect.",
  },
  identical: {
    tone: "danger",
    title: "The same to the trainer, preferred or not",
    advice: (length) =>
      length
        ? `Both answers come to the same tokens, so that nothing is learned: raise ${length} if they part behind it.`
        : "Both answers come to the same tokens, so that nothing is learned: leave them out.",
  },
  asked_otherwise: {
    tone: "warn",
    title: "What is asked is read otherwise than when it is asked",
    advice: () =>
      "Its end melts with the answer, or the chat template says it differently: a few tokens of it are counted to the answer.",
  },
  duplicate: {
    tone: "warn",
    title: "In more than one part of the split",
    advice: () => "What is measured on them was learned by heart: leave the copies out.",
  },
};

/** Whose words trained tokens are. */
export const roleWords: Record<TokenRole, string> = {
  assistant: "Assistant",
  user: "User",
  system: "System",
  other: "Others",
  marks: "Marks of the template",
};

/** What people said of answers whose tokens are trained. */
export const answerWords: Record<Answer, string> = {
  chosen: "Preferred",
  rejected: "Not preferred",
  good: "Good",
  bad: "Not good",
};

/** How the words of trained tokens came to be. */
export const originWords: Record<TokenOrigin, string> = {
  model: "A model",
  person: "A person",
  edited: "Edited by a person",
  seed: "A seed",
  imported: "A file",
  none: "Nobody in a dialogue: marks of the template, answers of an evaluation",
};
