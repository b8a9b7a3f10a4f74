import { ReadableStream, type TransformStream } from "node:stream/web";
import { CsvError, parse } from "csv-parse/stream";
import { csvCell } from "@/lib/base/csv-cell";
import type { ReadLine, Records } from "../format";
import { type Decoded, decodeText, type Source } from "./decode-text";
import { longestLine } from "./text-lines";

type Found = { record: Record<string, string>; info: { lines: number } };

const delimiters = [",", ";", "\t", "|"] as const;

/**
 * Reads CSV (RFC 4180) with a header, row by row; blank lines are passed over and cells trimmed. What stands between the
 * cells is told by the header, as is customary where the comma is in numbers, or by a first line such as `sep=;`. Ends at
 * the first row that is no CSV, since a quote that was never closed swallows all that follows. `line` is where a row ends.
 */
export async function* readCsv(source: Source): AsyncGenerator<ReadLine<Record<string, string>>> {
  let refusal: string | null = null;
  let line = 0;
  const { header, rest } = await begin(decodeText(source));
  const told = /^sep=(.)\r?\n/.exec(header);
  const delimiter = told?.[1] ?? commonest(header);
  async function* encoded() {
    const encoder = new TextEncoder();
    if (told) yield encoder.encode(header.slice(told[0].length));
    for await (const piece of rest(!told)) {
      yield encoder.encode(piece.text);
      if (!piece.ok) refusal = piece.reason;
    }
  }
  const isTabs = delimiter === "\t"; // which are blanks, too, and in whose files quotes are mostly just quotes
  const options = { columns: true, info: true, skip_empty_lines: true, max_record_size: longestLine };
  // Its types name the browser's class; what it makes is Node's.
  const parser = parse({ ...options, delimiter, trim: !isTabs, relax_quotes: isTabs }) as unknown as TransformStream<
    Uint8Array,
    Found
  >;
  const rows: AsyncIterable<Found> = ReadableStream.from(encoded()).pipeThrough(parser);
  try {
    for await (const { record, info } of rows) {
      line = info.lines + (told ? 1 : 0);
      yield { line, ok: true, value: isTabs ? trimmed(record) : record };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    yield { line: Number(error.lines ?? line + 1), ok: false, message: `Not CSV: ${error.message}` };
    return;
  }
  if (refusal !== null) yield { line: line + 1, ok: false, message: refusal };
}

/** The first line with its end, as far as it has come, and all pieces, without that line where it was no header. */
async function begin(pieces: AsyncGenerator<Decoded>) {
  const head: Decoded[] = [];
  let header = "";
  for (let next = await pieces.next(); !next.done; next = await pieces.next()) {
    head.push(next.value);
    header += next.value.text;
    if (header.includes("\n") || header.length > 65_536) break;
  }
  async function* rest(withHead: boolean): AsyncGenerator<Decoded> {
    if (withHead) yield* head;
    else yield* head.filter(({ ok }) => !ok).map((piece) => ({ ...piece, text: "" }));
    yield* pieces;
  }
  return { header, rest };
}

/** What the first line has most of, outside of quotes. */
function commonest(header: string): string {
  const [first = ""] = header.replace(/"[^"]*"?/g, "").split(/[\r\n]/);
  const counted = delimiters.map((delimiter) => ({ delimiter, n: first.split(delimiter).length }));
  return counted.reduce((most, one) => (one.n > most.n ? one : most)).delimiter;
}

function trimmed(record: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([name, cell]) => [name.trim(), cell.trim()]));
}

/** Writes CSV as RFC 4180 has it: the header, then a row per record. */
export async function* writeCsv<Column extends string>(
  columns: Readonly<Record<Column, string>>,
  rows: Records<Record<Column, string | number>>,
): AsyncGenerator<string> {
  const names = Object.keys(columns) as Column[];
  yield rowOf(names);
  for await (const row of rows) yield rowOf(names.map((name) => row[name]));
}

function rowOf(cells: (string | number)[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}
