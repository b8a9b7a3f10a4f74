import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { decompress } from "fzstd";
import type { Compressors } from "hyparquet";
import { openPieces, readPieces } from "@/lib/data/whole/file-pieces";
import { parquetRows } from "@/lib/formats/parquet/parquet-rows";
import type { JsonSource } from "@/lib/formats/text/json-records";

/** How the pages of a Parquet file may be packed; Snappy is read by the reader itself. None unpacks to more than it says. */
export const packings: Compressors = {
  GZIP: (packed, maxOutputLength) => gunzipSync(packed, { maxOutputLength: Math.max(1, maxOutputLength) }),
  BROTLI: (packed, maxOutputLength) => brotliDecompressSync(packed, { maxOutputLength: Math.max(1, maxOutputLength) }),
  ZSTD: (packed, length) => decompress(packed, new Uint8Array(length)),
};

/** Whether a file is Parquet, by its first four letters. */
export function beginsAsParquet(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 4)).toString("latin1") === "PAR1";
}

/** A file that is kept, for whoever reads its values: text from the beginning to the end, or Parquet by its ranges. */
export async function openKept(fileId: string): Promise<JsonSource> {
  const file = await openPieces(fileId);
  if (!beginsAsParquet(new Uint8Array(await file.slice(0, 4)))) return readPieces(fileId);
  return { values: parquetRows(file, packings) };
}
