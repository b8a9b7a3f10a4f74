import type { Speaker, Turn } from "./dialogue";

/** Whom a training set teaches: `user` trains a simulator, `assistant` an assistant. */
export type LossSide = Speaker;

/**
 * True when a turn is learned from. The one difference between training a simulator and an assistant: every turn is read
 * as context, and only the turns of one side, the first included, carry loss (docs/method.md#loss-side).
 */
export function carriesLoss(turn: Pick<Turn, "speaker">, side: LossSide): boolean {
  return turn.speaker === side;
}
