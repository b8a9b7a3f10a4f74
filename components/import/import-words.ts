import type { Import } from "@/lib/domain/import";
import type { ImportOptions, ImportSource } from "@/lib/domain/import-options";
import { formatNumber } from "../ui/format-number";
import type { Tone } from "../ui/tone";

export const madeWords: Record<ImportSource["made"], string> = {
  people: "Real people",
  models: "Models",
  mixed: "People and models",
  unknown: "Not known",
};

export const optionWords = {
  leadingAssistant: { keep: "Keep its first turn", cut: "Leave its first turn out" },
  sameSpeaker: { join: "Join them into one", refuse: "Refuse the dialogue" },
  badLines: { leave_out: "Leave them out", refuse_all: "Import nothing then" },
} as const satisfies { [K in keyof ImportOptions]: Record<ImportOptions[K], string> };

/** How an import stands, in a word. */
export function standOf({ finishedAt, job }: Pick<Import, "finishedAt" | "job">): { label: string; tone: Tone } {
  if (finishedAt !== null) return { label: "Done", tone: "ok" };
  if (job?.status === "failed") return { label: "Failed", tone: "danger" };
  if (job?.status === "cancelled") return { label: "Stopped", tone: "warn" };
  return { label: job?.status === "waiting" ? "Waiting" : "Reading", tone: "accent" };
}

export function many(count: number, noun: string): string {
  return `${formatNumber(count)} ${noun}${count === 1 ? "" : "s"}`;
}
