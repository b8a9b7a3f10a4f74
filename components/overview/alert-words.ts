import type { AlertMeasure } from "@/lib/domain/statistics/alert";

export const measureNames: Record<AlertMeasure, string> = {
  role_slips: "Role slips",
  rejects: "Rejects",
  agreement: "Agreement",
};

/** What is counted, and of what. */
export const measureHints: Record<AlertMeasure, string> = {
  role_slips:
    "Of each run: dialogues whose user's side was flagged as answering like an assistant, of those that were begun.",
  rejects: "Of each run: rejected dialogues, of those with a verdict.",
  agreement:
    "Of each review queue: Krippendorff's alpha of accept and reject, over the items that two people or more judged.",
};

/** A share as per cent, alpha as it is. */
export function measured(measure: AlertMeasure, value: number): string {
  return measure === "agreement" ? value.toFixed(2) : `${Number((value * 100).toFixed(1))} %`;
}

/** "over 30 %", "under 0.6". */
export function limitText(measure: AlertMeasure, limit: number): string {
  return measure === "agreement" ? `under ${limit}` : `over ${Number((limit * 100).toFixed(2))} %`;
}

/** What its figure is of. */
export function countedText(measure: AlertMeasure, counted: number): string {
  return `${counted.toLocaleString("en")} ${measure === "agreement" ? "items" : "dialogues"}`;
}
