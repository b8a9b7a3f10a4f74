import { log } from "@/lib/base/log";

/** Where a stored value stands; `id` is of its row, as far as the statement reads it. */
export type Place = { table: string; column: string; id: string };

/** A stored value that its schema refuses, as one written by a newer version may be. */
export class UnreadableError extends Error {
  constructor(
    readonly place: Place,
    cause: unknown,
  ) {
    super(`${place.table} ${place.id}: ${place.column} cannot be read`, { cause });
  }
}

/** Reads a stored value; a failure says where it stands. */
export function readStored<T>(place: Place, read: (value: unknown) => T, value: unknown): T {
  try {
    return read(value);
  } catch (error) {
    throw error instanceof UnreadableError ? error : new UnreadableError(place, error);
  }
}

/** For lists: what cannot be read is left out and told to the log, so that one entry does not hide all others. */
export function listReadable<Row, T>(rows: Row[], read: (row: Row) => T): T[] {
  return rows.flatMap((row) => {
    try {
      return [read(row)];
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      log.error({ err: error, place: error.place }, "A stored entry was left out of a list, since it cannot be read");
      return [];
    }
  });
}
