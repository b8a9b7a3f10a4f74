import { isReferenceGuided } from "./benchmark";
import type { EvaluationItem, EvaluationSpec } from "./evaluation";
import type { JudgeCase, JudgeMode } from "./judge-prompt";

/** One thing to ask a judge: an answer or a pair, up to a turn of its item; of a pair the order in which it stands. */
export type JudgeCall = {
  mode: JudgeMode;
  firstId: string;
  /** Null where one answer is scored. */
  secondId: string | null;
  /** From 1; how many questions of the item the judge sees. */
  turn: number;
  game: 0 | 1 | 2;
} & Pick<EvaluationItem, "category" | "turns" | "reference"> &
  Pick<EvaluationSpec, "kind" | "instructions">;

/** Which prompt a call needs. */
export function judgeCaseOf({ kind, mode, turn, ...item }: JudgeCall): JudgeCase {
  if (kind === "dialogues") return { mode, turns: 0, hasReference: false };
  return { mode, turns: turn, hasReference: isReferenceGuided(item, turn) };
}
