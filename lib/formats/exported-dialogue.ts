import type { Speaker } from "@/lib/domain/dialogue";

/** A dialogue as every format reads it: one active path that starts with the user and ends on an assistant turn. */
export type ExportedDialogue = {
  id: string;
  /** The system prompts of its run; empty = none was used. */
  assistantPrompt: string;
  simulatorPrompt: string;
  /** `trained` is false where a person took a turn out of training; formats without a mask leave that unsaid. */
  turns: { speaker: Speaker; text: string; trained: boolean }[];
};

/** Turns dialogues into pieces of a text file, in the order they come; holds one dialogue at a time. */
export type WriteFormat = (dialogues: AsyncIterable<ExportedDialogue>) => AsyncIterable<string>;
