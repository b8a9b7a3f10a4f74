import { ReadableStream, type TransformStream } from "node:stream/web";
import { CsvError, parse } from "csv-parse/stream";
import type { ReadLine, Records } from "../format";
import { decodeText, type Source } from "./decode-text";
import { longestLine } from "./text-lines";

type Found = { record: Record<string, string>; info: { lines: number } };

/**
 * Reads CSV (RFC 4180) with a header, row by row; blank lines are passed over and cells trimmed. Ends at the first row
 * that is no CSV, since a quote that was never closed swallows all that follows. `line` is where a row ends.
 */
export async function* readCsv(source: Source): AsyncGenerator<ReadLine<Record<string, string>>> {
  let refusal: string | null = null;
  let line = 0;
  async function* encoded() {
    const encoder = new TextEncoder();
    for await (const piece of decodeText(source)) {
      yield encoder.encode(piece.text);
      if (!piece.ok) refusal = piece.reason;
    }
  }
  const options = { columns: true, info: true, skip_empty_lines: true, trim: true, max_record_size: longestLine };
  // Its types name the browser's class; what it makes is Node's.
  const parser = parse(options) as unknown as TransformStream<Uint8Array, Found>;
  const rows: AsyncIterable<Found> = ReadableStream.from(encoded()).pipeThrough(parser);
  try {
    for await (const { record, info } of rows) {
      line = info.lines;
      yield { line, ok: true, value: record };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    yield { line: Number(error.lines ?? line + 1), ok: false, message: `Not CSV: ${error.message}` };
    return;
  }
  if (refusal !== null) yield { line: line + 1, ok: false, message: refusal };
}

/** Writes CSV as RFC 4180 has it: the header, then a row per record. */
export async function* writeCsv<Column extends string>(
  columns: Readonly<Record<Column, string>>,
  rows: Records<Record<Column, string | number>>,
): AsyncGenerator<string> {
  const names = Object.keys(columns) as Column[];
  yield rowOf(names);
  for await (const row of rows) yield rowOf(names.map((name) => String(row[name])));
}

function rowOf(cells: string[]): string {
  return `${cells.map(cell).join(",")}\r\n`;
}

/** Quoted where it must be; what a spreadsheet would take for a formula begins with an apostrophe. */
function cell(text: string): string {
  const safe = /^[=+@\t\r]|^-(?!\d)/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
