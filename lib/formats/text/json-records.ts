import type * as z from "zod";
import { issueWords } from "@/lib/domain/issue-words";
import type { ReadLine, Records } from "../format";
import { type Decoded, decodeText, type Source } from "./decode-text";
import { parseJsonText } from "./parse-json-text";
import { linesOf, longestLine } from "./text-lines";

/** Reads JSON Lines record by record; never holds more than one line. */
export async function* readJsonLines<T>(source: Source, schema: z.ZodType<T>): AsyncGenerator<ReadLine<T>> {
  for await (const read of jsonLines(decodeText(source))) yield read.ok ? checked(read.line, read.value, schema) : read;
}

/** A file of JSON, or the values of one that holds them in another way. */
export type JsonSource = Source | { values: AsyncIterable<ReadLine<unknown>> };

/** The values of a file that is JSON Lines or one JSON array, which its first character tells; one at a time. */
export async function* jsonValues(source: JsonSource): AsyncGenerator<ReadLine<unknown>> {
  if (typeof source === "object" && "values" in source) {
    yield* source.values;
    return;
  }
  const pieces = decodeText(source);
  const head: Decoded[] = [];
  for (let next = await pieces.next(); !next.done; next = await pieces.next()) {
    head.push(next.value);
    if (next.value.text.trim() !== "") break;
  }
  const isArray = head.at(-1)?.text.trimStart().startsWith("[");
  yield* isArray ? jsonArray(rejoined(head, pieces)) : jsonLines(rejoined(head, pieces));
}

/** A value as a record, or what its schema has against it. */
export function checked<T>(line: number, value: unknown, schema: z.ZodType<T>): ReadLine<T> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return {
      line,
      ok: false,
      message: "This line is not a JSON object. Put each record on a line of its own (JSON Lines).",
    };
  const found = schema.safeParse(value, { error: issueWords });
  if (found.success) return { line, ok: true, value: found.data };
  return { line, ok: false, message: found.error.issues.map(worded).join("; ") };
}

/** Writes one line per record. */
export async function* writeJsonLines(records: Records<unknown>): AsyncGenerator<string> {
  for await (const record of records) yield `${JSON.stringify(record)}\n`;
}

async function* jsonLines(pieces: AsyncIterable<Decoded>): AsyncGenerator<ReadLine<unknown>> {
  for await (const read of linesOf(pieces)) {
    if (!read.ok) yield read;
    else if (/^\s*[[\]{}],?\s*$/.test(read.text))
      yield {
        line: read.line,
        ok: false,
        message: "The JSON spans several lines. Put each record on a line of its own (JSON Lines).",
      };
    else if (read.text.trim() !== "") yield parseJsonText(read.line, read.text);
  }
}

async function* rejoined<T>(head: readonly T[], rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield* head;
  yield* rest;
}

function worded({ path, message }: z.core.$ZodIssue): string {
  const at = path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
  return at === "" ? message : `${at.slice(at.startsWith(".") ? 1 : 0)}: ${message}`;
}

const marksOutside = /["[\]{},\n]/g;
const marksInString = /["\\\n]/g;

/**
 * The items of a file that is one JSON array, each parsed by itself: never holds more than one. `line` is where an item
 * begins. Only the marks are looked at on the way, so that one item that is no JSON does not hide those after it.
 */
async function* jsonArray(pieces: AsyncIterable<Decoded>): AsyncGenerator<ReadLine<unknown>> {
  const items = new ItemSplitter();
  for await (const piece of pieces) {
    for (const { line, text } of items.take(piece.text)) yield parseJsonText(line, text);
    const trouble = piece.ok ? items.trouble() : piece.reason;
    if (trouble === null) continue;
    yield { line: items.line, ok: false, message: trouble };
    return;
  }
  if (!items.isDone)
    yield { line: items.line, ok: false, message: "The file breaks off before the array ends. Send it whole." };
}

/** Cuts an array into the texts of its items, whatever the pieces that it comes in. */
class ItemSplitter {
  line = 1;
  isDone = false;
  private depth = 0;
  private inString = false;
  private escaped = false;
  private begun = "";
  private begunAt = 1;
  private stray = false;

  *take(text: string): Generator<{ line: number; text: string }> {
    let from = 0;
    let at = 0;
    if (this.escaped && text !== "") {
      this.escaped = false;
      at = 1;
    }
    while (at < text.length && !this.isDone) {
      const marks = this.inString ? marksInString : marksOutside;
      marks.lastIndex = at;
      const mark = marks.exec(text);
      if (!mark) break;
      at = mark.index + 1;
      const ends = this.pass(mark[0]);
      if (ends === "skip") {
        if (at < text.length) at += 1;
        else this.escaped = true;
      } else if (ends !== null) {
        const item = this.hold(text.slice(from, mark.index));
        from = at;
        if (item.trim() !== "") yield { line: this.begunAt, text: item };
        else if (ends === ",") this.stray = true;
        this.begun = "";
      }
    }
    this.begun = this.hold(text.slice(from));
  }

  /** Why it cannot go on; null when it can. */
  trouble(): string | null {
    if (this.stray) return "A comma stands where a record should. Take it out.";
    if (this.isDone && this.begun.trim() !== "") return "Something follows after the array has ended. Take it out.";
    return this.begun.length > longestLine ? "A record of more than 16 MB. Split it." : null;
  }

  /** What a mark means: the array or an item ends or begins at it, the next character is passed over, or nothing. */
  private pass(mark: string): "[" | "]" | "," | "skip" | null {
    if (mark === "\n") this.line += 1;
    else if (mark === '"') this.inString = !this.inString;
    else if (mark === "\\") return "skip";
    else if (mark === "[" || mark === "{") return this.depth++ === 0 ? "[" : null;
    else if (mark === ",") return this.depth === 1 ? "," : null;
    else if (--this.depth === 0) {
      this.isDone = true;
      return "]";
    }
    return null;
  }

  /** What was begun with the rest of it; blanks before an item are not of it, so that its line is its own. */
  private hold(text: string): string {
    if (this.begun !== "") return this.begun + text;
    const item = text.trimStart();
    if (item !== "") this.begunAt = this.line - (item.split("\n").length - 1);
    return item;
  }
}
