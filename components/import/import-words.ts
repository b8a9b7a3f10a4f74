import type { ImportOptions, ImportSource } from "@/lib/domain/import-options";
import { formatNumber } from "../ui/format-number";

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

export const standWords = { doing: "Reading", done: "Done" };

export function many(count: number, noun: string): string {
  return `${formatNumber(count)} ${noun}${count === 1 ? "" : "s"}`;
}
