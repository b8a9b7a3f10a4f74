import type { Speaker } from "@/lib/domain/dialogue";
import type { Target, TrainerId } from "@/lib/domain/training/recipe";
import type { WrittenBy } from "@/lib/domain/training/written-by";
import type { Reader } from "./reader";

/** A turn that stands in a row. */
export type AuditedTurn = {
  speaker: Speaker;
  text: string;
  /** null where it is of no dialogue. */
  origin: WrittenBy | null;
  /** Whether the row is not to train it. */
  isMasked: boolean;
  /** Of a row of two answers: which of them it is. */
  answer: "chosen" | "rejected" | null;
};

/** A row on its way into a file, and where it comes from. */
export type AuditedRow = {
  /** As the file holds it. */
  record: Readonly<Record<string, unknown>>;
  /** The turns in it, in their order. */
  turns: readonly AuditedTurn[];
  /** Of a record of tokens: beside each of them the place of the turn that says it, -1 where none does. */
  owners?: readonly number[];
  dialogueId: string;
  /** The part of the split that it goes to; null without one. */
  part: string | null;
};

/** What an audit is of. */
export type AuditPlan = Reader & {
  trainer: TrainerId;
  target: Target;
  /** The format's options, as the recipe has them. */
  options: Readonly<Record<string, unknown>>;
  /** undefined = as the trainer has it. */
  maxLength?: number | null | undefined;
};
