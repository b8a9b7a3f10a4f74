import type { Speaker } from "./dialogue";

/** A dialogue as it leaves the studio, for every format: one active path that starts with the user and ends on an assistant turn. */
export type ExportedDialogue = {
  id: string;
  /** The system prompts of its run; empty = none was used, or is known. */
  assistantPrompt: string;
  simulatorPrompt: string;
  /** `trained` is false where a person took a turn out of training; formats without a mask leave that unsaid. */
  turns: { speaker: Speaker; text: string; trained: boolean }[];
};

/** A dialogue as a file gives it, for every format: what was said in its order, whoever began. */
export type GivenDialogue = {
  /** As the file calls it. */
  id: string | null;
  turns: { speaker: Speaker; text: string }[];
  /** As it stood in the file, with all that is not read here. */
  record: unknown;
};
