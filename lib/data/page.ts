import { AppError } from "@/lib/base/app-error";
import { type Fragment, sql } from "./door/fragment";

/** A page of a list; `nextCursor` is null at its end. */
export type PageOf<T> = { items: T[]; nextCursor: string | null };
/** What is asked for: so many, behind where the cursor points. */
export type PageQuery = { cursor?: string; limit: number };

/** What a list may be sorted by, as Postgres takes it: what a cursor names comes from outside. */
const keys = {
  moment: (key: string) => /^[12]\d{3}-[\dT:.-]{18}Z$/.test(key) && new Date(key).toISOString() === key,
  int: (key: string) => /^\d{1,9}$/.test(key),
  bigint: (key: string) => /^\d{1,16}$/.test(key),
};
export type KeyKind = keyof typeof keys;

/** Where a page ended: the value it is sorted by, and the id that breaks ties. Opaque to callers. */
export function encodeCursor(key: string | number | Date, id: string): string {
  const text = key instanceof Date ? key.toISOString() : String(key);
  return Buffer.from(JSON.stringify([text, id])).toString("base64url");
}

/** Throws `malformed` for anything that {@link encodeCursor} did not make of a key of this kind. */
export function decodeCursor(cursor: string, kind: KeyKind): [key: string, id: string] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    const [key, id] = Array.isArray(parts) ? parts : [];
    if (typeof key === "string" && typeof id === "string" && keys[kind](key) && /^[\w:.-]{1,60}$/.test(id))
      return [key, id];
  } catch {
    // Falls through to the same answer as any other text that is no cursor.
  }
  throw new AppError("malformed", "This cursor is not one of ours. Start from the first page.");
}

/** The same; both are null at the beginning of a list. */
export function placeAfter(cursor: string | undefined, kind: KeyKind): [key: string, id: string] | [null, null] {
  return cursor === undefined ? [null, null] : decodeCursor(cursor, kind);
}

/** A page out of one row more than it holds, which tells that there is more. */
export function toPage<Row>(
  rows: Row[],
  limit: number,
  endOf: (last: Row) => [key: string | number | Date, id: string],
): PageOf<Row> {
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last === undefined ? null : encodeCursor(...endOf(last)) };
}

/** Sorts the studio's own first, in the order in which they came, then the newest: the greatest comes first. */
export function ownFirst(alias: "b" | "s"): Fragment {
  const row = alias === "b" ? sql`b` : sql`s`;
  return sql`(CASE WHEN ${row}.origin = 'own' THEN 9000000000000000 - floor(extract(epoch FROM ${row}.created_at) * 1000)
    ELSE floor(extract(epoch FROM ${row}.created_at) * 1000) END)::bigint`;
}

/** For Prisma: what stands behind the cursor in a list of the newest first. */
export function olderThan(cursor: string | undefined) {
  const [at, id] = placeAfter(cursor, "moment");
  return at === null ? {} : { OR: [{ createdAt: { lt: at } }, { createdAt: at, id: { lt: id } }] };
}
