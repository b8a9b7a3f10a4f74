import type { DataSetRole } from "@/lib/domain/training/data-set-role";
import type { LeftOutReason, SnapshotCounts } from "@/lib/domain/training/snapshot";
import { formatNumber } from "../ui/format-number";

/** "1 dialogue", "2 dialogues". */
export function many(n: number, noun: string): string {
  return `${formatNumber(n)} ${n === 1 ? noun : `${noun}s`}`;
}

export const roleWords: Record<DataSetRole, { label: string; hint: string }> = {
  curator: { label: "Curator", hint: "Changes its name, its filter or list, and its labels, and writes cards" },
  keeper: { label: "Keeper", hint: "Freezes it, and splits its snapshots" },
  exporter: { label: "Exporter", hint: "Makes training files of its snapshots, and takes them" },
};
export const roles = Object.keys(roleWords) as DataSetRole[];

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
