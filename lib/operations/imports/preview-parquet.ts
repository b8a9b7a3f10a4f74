import type { AsyncBuffer, FileMetaData } from "hyparquet";
import { AppError } from "@/lib/base/app-error";
import type { ReadLine } from "@/lib/formats/format";
import { parquetRows, readMetadata } from "@/lib/formats/parquet/parquet-rows";
import { beginsAsParquet, packings } from "./open-file";

type Range = { start: number; end: number };
/** What of a file of this size was sent: these bytes, one range after the other. */
export type Parts = { size: number; ranges: Range[] };
type Sent = readonly (string | Uint8Array)[];

/** So much is asked for of the first rows, all columns together. */
const mostAsked = 20 * 1024 * 1024;

export function partsFrom(size: number | undefined, ranges: string | undefined): Parts | undefined {
  if (size === undefined || ranges === undefined) return undefined;
  const read = ranges.split(",").map((range) => {
    const [start = 0, end = 0] = range.split("-").map(Number);
    return { start, end };
  });
  if (read.some(({ start, end }) => start >= end || end > size))
    throw new AppError("invalid", "The ranges do not lie within the file. Nothing was read.");
  return { size, ranges: read };
}

export function isParquet(sent: Sent, parts: Parts | undefined): boolean {
  return parts !== undefined || beginsAsParquet(Buffer.concat(sent.slice(0, 4).map((piece) => Buffer.from(piece))));
}

/**
 * A Parquet file of which some was sent. It ends with what it holds, and its columns lie one behind the other: `needs`
 * says which bytes have to be sent besides, until the first rows can be read.
 */
export async function partsOfParquet(
  sent: Sent,
  given: Parts | undefined,
): Promise<{ needs: Range[]; isPart: boolean; read: () => { values: AsyncGenerator<ReadLine<unknown>> } }> {
  const bytes = Buffer.concat(sent.map((piece) => Buffer.from(piece)));
  const parts = given ?? { size: bytes.byteLength, ranges: [{ start: 0, end: bytes.byteLength }] };
  if (parts.ranges.reduce((sum, { start, end }) => sum + end - start, 0) !== bytes.byteLength)
    throw new AppError("invalid", "What was sent is not as long as its ranges. Nothing was read.");
  const { file, missing } = fileOf(bytes, parts);
  const read = () => ({ values: parquetRows(file, packings) });
  const metadata = await readMetadata(file).catch(() => null);
  const needs = metadata === null ? [...missing] : columnsMissing(metadata, parts);
  // What is wrong with the end of a file is told, as all else is that does not come of its being a part.
  return { needs, isPart: given !== undefined && metadata !== null, read };
}

/** The beginning of each column of the first row group, as far as it was not sent. */
function columnsMissing({ row_groups: [group] }: FileMetaData, { ranges }: Parts): Range[] {
  const columns = group?.columns.flatMap(({ meta_data: meta }) => meta ?? []) ?? [];
  const most = Math.max(256 * 1024, Math.floor(mostAsked / Math.max(1, columns.length)));
  return columns
    .map(({ dictionary_page_offset: dictionary, data_page_offset: data, total_compressed_size: size }) => {
      const start = Number(dictionary || data);
      return { start, end: start + Math.min(Number(size), most) };
    })
    .filter(({ start, end }) => !ranges.some((range) => range.start <= start && end <= range.end));
}

/** As much of the file as was sent; what was asked for and is not there is noted. */
function fileOf(bytes: Buffer, { size, ranges }: Parts): { file: AsyncBuffer; missing: Range[] } {
  let from = 0;
  const held = ranges.map(({ start, end }) => {
    const part = { start, end, bytes: bytes.subarray(from, from + end - start) };
    from += end - start;
    return part;
  });
  const missing: Range[] = [];
  const slice = (start: number, end = size) => {
    const part = held.find((one) => one.start <= start && start < one.end);
    if (!part) missing.push({ start, end });
    return new Uint8Array(part?.bytes.subarray(start - part.start, end - part.start) ?? []).buffer;
  };
  return { file: { byteLength: size, slice }, missing };
}
