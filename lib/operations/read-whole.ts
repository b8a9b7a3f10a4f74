import { AppError } from "@/lib/base/app-error";
import type { LineError, ReadLine } from "@/lib/formats/format";
import { type Gathered, gatherLines } from "@/lib/formats/gather-lines";

/** Every record of a file that is taken whole or not at all. */
export async function readWhole<T>(
  lines: AsyncIterable<ReadLine<T>>,
  whenEmpty?: string,
): Promise<Gathered<T>["records"]> {
  const { records, errors } = await gatherLines(lines, whenEmpty);
  refuseLines(errors);
  return records;
}

/** Throws `invalid` where lines of a file cannot be taken, naming the first; all are in `details.errors`. */
export function refuseLines(errors: readonly LineError[]): void {
  const [first] = errors;
  if (!first) return;
  const more = errors.length > 1 ? ` And ${errors.length - 1} more.` : "";
  const message = `Line ${first.line}: ${first.message}${more} Nothing was stored; mend the file and try again.`;
  throw new AppError("invalid", message, { details: { errors } });
}
