import { type AsyncBuffer, type Compressors, type FileMetaData, parquetMetadataAsync, parquetSchema } from "hyparquet";
import { assembleNested } from "hyparquet/src/assemble.js";
import { DEFAULT_PARSERS } from "hyparquet/src/convert.js";
import { getTreePath } from "hyparquet/src/schema.js";
import { isStorable } from "@/lib/domain/storable-text";
import type { ReadLine } from "../format";
import { unstorable } from "../text/parse-json-text";
import { NotReadable, ParquetColumn } from "./parquet-column";

/** So much of a file may say what it holds. */
const mostMetadata = 64 * 1024 * 1024;
const decoder = new TextDecoder("utf-8", { fatal: true });

/** Bytes that are no text, wherever text may stand: read as a part of a message that nothing can be made of. */
const noText = [{ type: "bytes that are no UTF-8 text" }];
const parsers = {
  ...DEFAULT_PARSERS,
  stringFromBytes: (bytes: Uint8Array | undefined) => bytes && (textOf(bytes) ?? noText),
  jsonFromBytes: (bytes: Uint8Array | undefined) => {
    const text = bytes && textOf(bytes);
    return text === null ? noText : text && JSON.parse(text);
  },
};

function textOf(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

/** What a Parquet file ends with says what it holds. Throws `NotReadable`. */
export async function readMetadata(file: AsyncBuffer): Promise<FileMetaData> {
  const tail = new DataView(await file.slice(Math.max(0, file.byteLength - 8), file.byteLength));
  if (tail.byteLength < 8 || tail.getUint32(4, true) !== 0x31524150)
    throw new NotReadable(
      "The file begins like Parquet and does not end so: it breaks off, or is encrypted. Send it whole.",
    );
  const length = tail.getUint32(0, true);
  if (length > mostMetadata || length + 8 > file.byteLength)
    throw new NotReadable("The end of the file does not say what it holds. Make the file anew.");
  return parquetMetadataAsync(file, { parsers, geoparquet: false, initialFetchSize: length + 8 });
}

/**
 * The rows of a Parquet file as values, whatever its row groups: columns are read side by side, a page of each at a time.
 * A row is numbered as a line would be. What cannot be read any further ends it with a refusal.
 */
export async function* parquetRows(given: AsyncBuffer, compressors: Compressors): AsyncGenerator<ReadLine<unknown>> {
  let line = 1;
  // Whatever else is thrown is the reader's, over bytes that are none of Parquet's.
  let isOutOfReach = false;
  const slice: AsyncBuffer["slice"] = async (start, end) => {
    isOutOfReach = true;
    const bytes = await given.slice(start, end);
    isOutOfReach = false;
    return bytes;
  };
  const file = { byteLength: given.byteLength, slice };
  try {
    const metadata = await readMetadata(file);
    for (const group of metadata.row_groups)
      for await (const row of rowsOf(file, metadata, group, compressors)) yield lineOf(line++, row);
  } catch (error) {
    if (isOutOfReach || !(error instanceof Error)) throw error;
    const message =
      error instanceof NotReadable ? error.message : `From here on the Parquet file cannot be read: ${error.message}.`;
    yield { line, ok: false, message };
  }
}

type Row = Record<string, unknown>;

async function* rowsOf(
  file: AsyncBuffer,
  metadata: FileMetaData,
  group: FileMetaData["row_groups"][number],
  compressors: Compressors,
): AsyncGenerator<Row> {
  const schema = parquetSchema(metadata);
  const columns = group.columns.map(({ meta_data: meta, file_path: elsewhere }) => {
    if (!meta || elsewhere) throw new NotReadable("Its columns are encrypted or lie in other files. Write it as one.");
    return new ParquetColumn({ file, meta, path: getTreePath(schema, meta.path_in_schema), compressors, parsers });
  });
  for (let left = Number(group.num_rows); left > 0; ) {
    for (const column of columns) while (column.ready === 0 && !column.isAtEnd) await column.readOn();
    const count = Math.min(left, ...columns.map(({ ready }) => ready));
    if (count === 0) throw new NotReadable(`Its columns hold ${left} rows less than it says. Make the file anew.`);
    left -= count;
    const taken = new Map(columns.map((column) => [column.name, column.take(count)]));
    for (const child of schema.children) if (child.children.length > 0) assembleNested(taken, child, parsers);
    for (let i = 0; i < count; i++)
      yield Object.fromEntries(schema.children.map(({ element: { name } }) => [name, taken.get(name)?.[i]]));
  }
}

function lineOf(line: number, row: Row): ReadLine<unknown> {
  try {
    return { line, ok: true, value: asJson(row) };
  } catch (error) {
    if (error instanceof RangeError) return { line, ok: false, message: unstorable };
    throw error;
  }
}

/** As JSON would have it: fields of rows that are null elsewhere are none; numbers that JSON cannot hold are text. */
function asJson(held: unknown): unknown {
  if (typeof held === "string") {
    if (!isStorable(held)) throw new RangeError(unstorable);
    return held;
  }
  if (typeof held === "bigint") return Number.isSafeInteger(Number(held)) ? Number(held) : String(held);
  if (held instanceof Date) return Number.isNaN(held.getTime()) ? null : held.toISOString();
  if (Array.isArray(held)) return held.map(asJson);
  if (ArrayBuffer.isView(held)) return noText;
  if (typeof held !== "object" || held === null) return held;
  const fields = Object.entries(held).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(fields.map(([name, value]) => [name, asJson(value)]));
}
