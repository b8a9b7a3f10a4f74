import type { LineError } from "./format";

/** What to do about a line in which letters were lost before it came here. */
export const lostLetters =
  "It holds \uFFFD, which stands where a letter was lost when the file was saved. Take it from its source again and save it as UTF-8, or take the line out.";

/** Whether any text in a record, however deep, holds U+FFFD. */
export function holdsLostLetters(value: unknown): boolean {
  if (typeof value === "string") return value.includes("\uFFFD");
  return typeof value === "object" && value !== null && Object.values(value).some(holdsLostLetters);
}

type Read = { line: number; value: unknown };

/** For texts that people are to see as they were meant: a record with lost letters is an error. */
export function refuseLostLetters(records: readonly Read[]): LineError[] {
  return records.filter(({ value }) => holdsLostLetters(value)).map(({ line }) => ({ line, message: lostLetters }));
}

/** For texts that are judged as they are, since models write U+FFFD themselves: says in one note where it stands. */
export function noteLostLetters(records: readonly Read[]): string[] {
  const lines = records.filter(({ value }) => holdsLostLetters(value)).map(({ line }) => line);
  if (lines.length === 0) return [];
  const more = lines.length > 10 ? `, and ${lines.length - 10} more` : "";
  return [
    `Letters were lost before this file was saved: \uFFFD stands on line ${lines.slice(0, 10).join(", ")}${more}. Those texts are stored as they are.`,
  ];
}
