import { isStorable } from "@/lib/domain/storable-text";
import type { ReadLine } from "../format";
import { whereJsonBreaks } from "./where-json-breaks";

export const unstorable = "It holds a NUL or half of a character pair, which cannot be stored. Take it out.";

/** Parses the text of one record. Refuses what no database can keep: NUL and halves of character pairs. */
export function parseJsonText(line: number, text: string): ReadLine<unknown> {
  if (text.includes("\0")) return { line, ok: false, message: unstorable };
  // Otherwise such characters come by escape only, so almost no record pays for the walk.
  const isSuspicious = /\\u(?:0000|d[89a-f])/i.test(text);
  try {
    return { line, ok: true, value: JSON.parse(text, isSuspicious ? refuseUnstorable : undefined) };
  } catch (error) {
    if (error instanceof RangeError) return { line, ok: false, message: unstorable };
    if (!(error instanceof SyntaxError)) throw error;
    const message = `Not JSON: ${error.message}. Mend the line or take it out.`;
    const before = text.slice(0, whereJsonBreaks(text)).split("\n");
    const column = (before.at(-1)?.length ?? 0) + 1;
    return { line: line + before.length - 1, ok: false, column, message };
  }
}

function refuseUnstorable(key: string, value: unknown): unknown {
  if (isStorable(key) && (typeof value !== "string" || isStorable(value))) return value;
  throw new RangeError(unstorable);
}
