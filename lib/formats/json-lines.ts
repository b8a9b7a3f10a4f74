import type * as z from "zod";
import { issueWords } from "@/lib/domain/issue-words";

/** A whole file as one text, or piece by piece as it arrives. */
export type TextSource = string | AsyncIterable<string | Uint8Array>;

/** A line that was read, or in words why it was refused; `line` counts from 1. Blank lines are passed over. */
export type ReadLine<T> = { line: number; ok: true; value: T } | { line: number; ok: false; message: string };

/** A line that was refused and what to do about it. */
export type LineError = { line: number; message: string };

/** Errors beyond this are counted in one closing entry, so that a wrong file does not answer with 100,000 lines. */
const mostErrors = 200;

/** Reads JSON Lines record by record; never holds more than one line. A BOM and CRLF are fine. */
export async function* readJsonLines<T>(source: TextSource, schema: z.ZodType<T>): AsyncGenerator<ReadLine<T>> {
  for await (const { line, text } of linesOf(source)) {
    if (text.trim() === "") continue;
    const parsed = parse(text);
    if (!parsed.ok) {
      yield { line, ok: false, message: parsed.message };
      continue;
    }
    const found = schema.safeParse(parsed.value, { error: issueWords });
    if (found.success) yield { line, ok: true, value: found.data };
    else yield { line, ok: false, message: found.error.issues.map(worded).join("; ") };
  }
}

/** All that can be read, and every line that cannot; a file without a record is an error too. */
export async function gatherLines<T>(
  lines: AsyncIterable<ReadLine<T>>,
): Promise<{ records: { line: number; value: T }[]; errors: LineError[] }> {
  const records: { line: number; value: T }[] = [];
  const errors: LineError[] = [];
  let more = 0;
  for await (const read of lines)
    if (read.ok) records.push({ line: read.line, value: read.value });
    else if (errors.length < mostErrors) errors.push({ line: read.line, message: read.message });
    else more += 1;
  if (more > 0) errors.push({ line: errors.at(-1)?.line ?? 0, message: `… and ${more} more lines` });
  if (records.length === 0 && errors.length === 0)
    errors.push({ line: 1, message: "There is no record in this file. Choose a file with one JSON object per line." });
  return { records, errors };
}

/** Writes one line per record. */
export async function* writeJsonLines(records: AsyncIterable<unknown> | Iterable<unknown>): AsyncGenerator<string> {
  for await (const record of records) yield `${JSON.stringify(record)}\n`;
}

async function* linesOf(source: TextSource): AsyncGenerator<{ line: number; text: string }> {
  const decoder = new TextDecoder(); // takes the BOM off
  let rest = "";
  let line = 0;
  for await (const piece of typeof source === "string" ? [source] : source) {
    const text = typeof piece === "string" ? piece : decoder.decode(piece, { stream: true });
    rest += line === 0 && rest === "" ? text.replace(/^\uFEFF/, "") : text;
    let from = 0;
    for (let end = rest.indexOf("\n"); end >= 0; end = rest.indexOf("\n", from)) {
      yield { line: ++line, text: rest.slice(from, end) };
      from = end + 1;
    }
    rest = rest.slice(from);
  }
  rest += decoder.decode();
  if (rest !== "") yield { line: ++line, text: rest };
}

function parse(text: string): { ok: true; value: unknown } | { ok: false; message: string } {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ok: true, value };
    return { ok: false, message: "This line is not a JSON object. Put each record on a line of its own (JSON Lines)." };
  } catch (error) {
    const array = /^\s*[[\]{}],?\s*$/.test(text);
    if (array)
      return { ok: false, message: "The JSON spans several lines. Put each record on a line of its own (JSON Lines)." };
    return { ok: false, message: `Not JSON: ${(error as Error).message}. Mend the line or take it out.` };
  }
}

function worded({ path, message }: { path: PropertyKey[]; message: string }): string {
  const at = path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
  return at === "" ? message : `${at.slice(at.startsWith(".") ? 1 : 0)}: ${message}`;
}
