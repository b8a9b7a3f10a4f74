import { formatNumber } from "../ui/format-number";

const three = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });

/** Three digits, as a mean is known; whole where it is large; shares in percent. */
export function tellFigure(value: number, unit: string): string {
  if (unit === "share") return `${(100 * value).toFixed(1)} %`;
  return Math.abs(value) >= 1_000 ? formatNumber(value) : three.format(value);
}

/** A distance in standard deviations, with its sign. */
export function tellDistance(value: number): string {
  const told = value.toFixed(2);
  return Number(told) > 0 ? `+${told}` : told.replace("-", "−");
}

/** What is counted, in the plural. */
export const ofWords = { dialogue: "dialogues", question: "questions", answer: "answers", turn: "turns" } as const;
