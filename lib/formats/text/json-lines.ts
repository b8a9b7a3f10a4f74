import type * as z from "zod";
import { issueWords } from "@/lib/domain/issue-words";
import type { ReadLine, Records } from "../format";
import { type Decoded, decodeText, type Source } from "./decode-text";
import { jsonArray } from "./json-array";
import { parseJsonText } from "./parse-json-text";
import { linesOf } from "./text-lines";

/** Reads JSON Lines record by record; never holds more than one line. */
export async function* readJsonLines<T>(source: Source, schema: z.ZodType<T>): AsyncGenerator<ReadLine<T>> {
  for await (const read of jsonLines(decodeText(source))) yield read.ok ? checked(read.line, read.value, schema) : read;
}

/** The values of a file that is JSON Lines or one JSON array, which its first character tells; one at a time. */
export async function* jsonValues(source: Source): AsyncGenerator<ReadLine<unknown>> {
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
