import type { ActKind } from "../decision";
import type { Speaker, TurnFlag, Verdict } from "../dialogue";
import type { Aside } from "../dialogue-in-file";
import type { Labels } from "../training/labels";
import type { WrittenBy } from "../training/written-by";
import type { GivenWords, KeptOfTurn } from "./whole-dialogue";

/** A turn of the tree, by its id. */
export type PinnedTreeTurn = {
  id: string;
  parentId: string | null;
  speaker: Speaker;
  text: string;
  reasoning: string | null;
  asides: Aside[] | null;
  flags: TurnFlag[];
  /** A person flagged or rejected it, or took that back, after the moment; what was so then follows from the acts. */
  isFlaggedSince: boolean;
  abandoned: boolean;
  by: WrittenBy;
  modelId: string | null;
  personId: string | null;
  /** The decision by which a person wrote it, and the turn whose text that changed. */
  actId: string | null;
  insteadOfId: string | null;
  copyOfId: string | null;
  at: string;
  /** base64 */
  raw: string | null;
  /** Of a file of our own. */
  kept: KeptOfTurn | null;
};

/** What a person did, as it is logged. */
export type PinnedAct = {
  id: string;
  kind: ActKind;
  personId: string;
  at: string;
  undoesId: string | null;
  turnId: string | null;
  turnIds: string[] | null;
  trained: boolean | null;
  despiteRejection: boolean | null;
  reasons: string[] | null;
  note: string | null;
  tags: string[] | null;
  text: string | null;
};

/** A dialogue of a snapshot with its whole tree and its log, as they were at its moment. */
export type PinnedTree = {
  id: string;
  at: string;
  number: number;
  runId: string | null;
  importId: string | null;
  seed: string | null;
  /** What its file said of it. */
  given: GivenWords;
  system: string;
  simulatorPrompt: string;
  headId: string;
  endMarkId: string | null;
  /** What training may be given of it. */
  pathIds: string[];
  untrained: string[];
  verdict: Verdict | null;
  tags: string[];
  labels: Labels | null;
  /** Each behind those that it refers to, else in the order of their birth. */
  turns: PinnedTreeTurn[];
  /** Oldest first. */
  acts: PinnedAct[];
};
