import type { Signal, SignalTarget } from "./signal";

const ofPairs = ["edit", "regeneration", "rejection", "branch", "vote"] as const;

/** The signals that give rows to a target. */
export const signalsOf: Record<SignalTarget, readonly Signal[]> = {
  preference: ofPairs,
  binary: ["rejection", "vote", "acceptance"],
  reward: ofPairs,
};

export function isOfSignals(target: string): target is SignalTarget {
  return Object.hasOwn(signalsOf, target);
}
