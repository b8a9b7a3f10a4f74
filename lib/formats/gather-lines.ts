import type { LineError, ReadLine } from "./format";

/** Errors beyond this are counted in one closing entry, so that a wrong file does not answer with 100,000 lines. */
const mostErrors = 200;

export type Gathered<T> = { records: { line: number; value: T }[]; errors: LineError[] };

/**
 * All that can be read, and every line that cannot; a file without a record is an error too. For files that are taken
 * whole or not at all, and are small enough to be held.
 */
export async function gatherLines<T>(
  lines: AsyncIterable<ReadLine<T>>,
  whenEmpty = "There is no record in this file. Choose a file with one JSON object per line.",
): Promise<Gathered<T>> {
  const records: Gathered<T>["records"] = [];
  const errors: LineError[] = [];
  let more = 0;
  for await (const read of lines)
    if (read.ok) records.push({ line: read.line, value: read.value });
    else if (errors.length < mostErrors) errors.push(errorOf(read));
    else more += 1;
  if (more > 0) errors.push({ line: errors.at(-1)?.line ?? 0, message: `… and ${more} more lines` });
  if (records.length === 0 && errors.length === 0) errors.push({ line: 1, message: whenEmpty });
  return { records, errors };
}

function errorOf({ line, column, message }: LineError): LineError {
  return column === undefined ? { line, message } : { line, column, message };
}
