import type { Speaker } from "./dialogue";
import type { LabelValues } from "./review/answer";
import type { WrittenBy } from "./training/written-by";
import type { WholeDialogue } from "./whole/whole-dialogue";

/** A turn as it leaves the studio. */
export type ExportedTurn = {
  id: string;
  speaker: Speaker;
  text: string;
  /** What the model thought before it spoke; null where there is none. No part of a simulator's text. */
  reasoning: string | null;
  /** False where a person took the turn out of training; formats without a mask leave that unsaid. */
  trained: boolean;
  origin: WrittenBy;
  /** What stands between the turn before and this one, said by neither speaker. */
  asides: Aside[];
  /** What people said of it, by the labels of its data set; absent where nobody did. */
  labels?: LabelValues;
};

/** A dialogue as it leaves the studio, for every format: one path that starts with the user and ends on an assistant turn. */
export type ExportedDialogue = {
  id: string;
  /** The system prompts of its run, or of its file; empty = none was used, or is known. */
  assistantPrompt: string;
  simulatorPrompt: string;
  turns: ExportedTurn[];
  /** What people said of it, by the labels of its data set; absent where nobody did. */
  labels?: LabelValues;
};

/** What neither speaker said, at its place: a tool that was called or answered, a system's word in between. */
export type Aside = { role: string; content: unknown };

/** A turn as a file gives it. */
export type GivenTurn = {
  speaker: Speaker;
  text: string;
  /** What the model thought before it spoke; null where nothing tells. */
  reasoning: string | null;
  /** False where the file takes it out of training. */
  trained: boolean;
  /** The place in `turns` of the one that it follows, which stands before it; null for one that begins. */
  parent: number | null;
  /** What stands between the turn that it follows and this one. */
  asides: Aside[];
};

/** A dialogue as a file gives it, for every format: whoever began, and with its branches where the file has any. */
export type GivenDialogue = {
  /** As the file calls it. */
  id: string | null;
  /** The system's word before the first turn; empty where there is none. */
  system: string;
  turns: GivenTurn[];
  /** What stands after the last turn. */
  trailing: Aside[];
  /** The place of the last turn of the way that is read first; null where there is no turn. */
  head: number | null;
  /** Who the user was, as the source calls them: to keep all of theirs on one side of a split. Never stored as it is. */
  sourceUser: string | null;
  /** As the source has it, such as `en` or `English`. */
  language: string | null;
  /** The model that answered, as the source calls it. */
  model: string | null;
  /** As it stood in the file, with all that is not read here. */
  record: unknown;
  /** Of a file of our own: all of it, to be taken in as it is. */
  whole?: WholeDialogue;
};
