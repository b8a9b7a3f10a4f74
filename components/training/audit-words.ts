import type { FindingKind, TokenOrigin, TokenRole, WhyNot } from "@/lib/domain/training/audit";
import type { Tone } from "../ui/tone";

/** Why a trainer takes a row out or stops at it, in a sentence. */
export const whyWords: Record<WhyNot, string> = {
  wrong_order: "The sides do not take turns as it wants them.",
  odd_number: "It does not end on what is to be learned.",
  nothing_left: "Nothing in it is left to train on.",
  too_long: "It is longer than the trainer's length.",
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

/** How the words of trained tokens came to be. */
export const originWords: Record<TokenOrigin, string> = {
  model: "A model",
  person: "A person",
  edited: "Edited by a person",
  seed: "A seed",
  imported: "A file",
  none: "Marks of the template",
};
