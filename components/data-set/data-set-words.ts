import type { LeftOutReason, SnapshotCounts } from "@/lib/domain/training/snapshot";
import { formatNumber } from "../ui/format-number";

/** "1 dialogue", "2 dialogues". */
export function many(n: number, noun: string): string {
  return `${formatNumber(n)} ${n === 1 ? noun : `${noun}s`}`;
}

export const leftOutWords: Record<LeftOutReason, string> = {
  empty: "Nothing was written",
  order: "Does not go by turns from a user's question",
  blank: "Holds a turn without text",
  rejected: "Nothing stands before a rejected turn",
  unanswered: "No question was answered",
};

/** Why some are left out, the commonest first. */
export function leftOutRows(leftOut: SnapshotCounts["leftOut"]): { reason: string; n: number }[] {
  return (Object.entries(leftOut) as [LeftOutReason, number][])
    .map(([reason, n]) => ({ reason: leftOutWords[reason], n }))
    .sort((a, b) => b.n - a.n);
}
