import { AppError } from "@/lib/base/app-error";

/** A page of a list; `nextCursor` is null at its end. */
export type PageOf<T> = { items: T[]; nextCursor: string | null };

/** Where a page ended: the value it is sorted by, and the id that breaks ties. Opaque to callers. */
export function encodeCursor(key: string | number, id: string): string {
  return Buffer.from(JSON.stringify([String(key), id])).toString("base64url");
}

/** Throws `invalid` for anything that {@link encodeCursor} did not make. */
export function decodeCursor(cursor: string): [key: string, id: string] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    const [key, id] = Array.isArray(parts) ? parts : [];
    if (typeof key === "string" && typeof id === "string" && /^[\w:.-]{1,40}$/.test(key)) return [key, id];
  } catch {
    // Falls through to the same answer as any other text that is no cursor.
  }
  throw new AppError("invalid", "This cursor is not one of ours. Start from the first page.");
}
