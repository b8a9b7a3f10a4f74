import type { Speaker } from "@/lib/domain/dialogue";

/** A dialogue as every format reads it: one active path that starts with the user and ends on an assistant turn. */
export type ExportedDialogue = {
  id: string;
  /** The system prompts of its run; empty = none was used. */
  assistantPrompt: string;
  simulatorPrompt: string;
  turns: { speaker: Speaker; text: string }[];
};

/** Turns dialogues into pieces of a text file, in the order they come; holds one dialogue at a time. */
export type WriteFormat = (dialogues: AsyncIterable<ExportedDialogue>) => AsyncIterable<string>;
