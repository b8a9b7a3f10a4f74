import { isStorable } from "@/lib/domain/storable-text";
import type { ReadLine } from "../format";

/** What a value, a name and a number look like; each is tried where the one before it ended. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON knows them as what must be escaped
const text = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*/y;

const plain = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

const blank = /[ \t\n\r]*/y;

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

type Wanted = "value" | "value or end" | "name" | "name or end" | "colon" | "comma or end" | "nothing";

/**
 * The place of the first character at which a text stops being JSON; its length where it only ends too early. Engines tell
 * it in some of their messages, and each in its own words.
 */
export function whereJsonBreaks(source: string): number {
  const open: ("[" | "{")[] = [];
  let wanted: Wanted = "value";
  let at = 0;
  const pass = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.exec(source);
    if (found) at += found[0].length;
    return found !== null;
  };
  const ended = (): Wanted => (open.length === 0 ? "nothing" : "comma or end");
  for (;;) {
    pass(blank);
    const next = source[at];
    if (next === undefined || wanted === "nothing") return at;
    const isEnd = next === (open.at(-1) === "[" ? "]" : "}") && open.length > 0;
    if (isEnd && wanted.endsWith("end")) {
      open.pop();
      at += 1;
      wanted = ended();
    } else if (wanted === "colon" || wanted === "comma or end") {
      if (next !== (wanted === "colon" ? ":" : ",")) return at;
      at += 1;
      wanted = wanted === "colon" || open.at(-1) === "[" ? "value" : "name";
    } else if (wanted.startsWith("name")) {
      if (!pass(text) || source[at] !== '"') return at;
      at += 1;
      wanted = "colon";
    } else if (next === "[" || next === "{") {
      open.push(next);
      at += 1;
      wanted = next === "[" ? "value or end" : "name or end";
    } else if (next === '"') {
      pass(text);
      if (source[at] !== '"') return at;
      at += 1;
      wanted = ended();
    } else if (pass(plain)) wanted = ended();
    else return at;
  }
}
