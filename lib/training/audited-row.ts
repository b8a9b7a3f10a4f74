import type { ExportedDialogue } from "@/lib/domain/dialogue-in-file";
import type { Target, TrainerId } from "@/lib/domain/training/recipe";
import type { ChatTemplate } from "./chat-template";
import type { Tokenizer } from "./tokenizer";

/** A row on its way into a file, and where it comes from. */
export type AuditedRow = {
  /** As the file holds it. */
  record: Readonly<Record<string, unknown>>;
  /** The turns in it, in their order, and whether the row is to train them. */
  turns: readonly { id: string; isTrained: boolean }[];
  dialogue: ExportedDialogue;
  /** The part of the split that it goes to; null without one. */
  part: string | null;
};

/** What an audit is of. */
export type AuditPlan = {
  trainer: TrainerId;
  target: Target;
  /** The format's options, as the recipe has them. */
  options: Readonly<Record<string, unknown>>;
  tokenizer: Tokenizer;
  template: ChatTemplate;
  /** undefined = as the trainer has it. */
  maxLength?: number | null | undefined;
};
