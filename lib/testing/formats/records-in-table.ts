import { parquetRows } from "@/lib/formats/parquet/parquet-rows";

/** A Parquet file's records; what none of them holds is null there. */
export async function recordsIn(bytes: Buffer): Promise<unknown[]> {
  const file = {
    byteLength: bytes.length,
    slice: (start: number, end?: number) => new Uint8Array(bytes).slice(start, end).buffer,
  };
  const records: unknown[] = [];
  for await (const read of parquetRows(file, {})) records.push(read.ok ? withoutNulls(read.value) : read);
  return records;
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  const held = Object.entries(value).filter(([, one]) => one !== null && one !== undefined);
  return Object.fromEntries(held.map(([name, one]) => [name, withoutNulls(one)]));
}
