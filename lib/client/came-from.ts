import { isListOf, isShape, isText } from "./stored";

/**
 * The list that this window came from to one of its things: where it is, what it showed, in its order. It is kept for the
 * window alone, so that two windows go through two lists.
 */
export type CameFrom = { href: string; ids: string[] };

const key = "realchat.came-from";
const isCameFrom = isShape<CameFrom>({ href: isText, ids: isListOf(isText) });

export function keepCameFrom(list: CameFrom): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(list));
  } catch {
    // Without storage there is no way back by list; the browser's own remains.
  }
}

/** The list that shows this thing; null where the window came from elsewhere. */
export function readCameFrom(id: string): CameFrom | null {
  const list = read(key);
  return isCameFrom(list) && list.ids.includes(id) ? list : null;
}

const lastKey = "realchat.went-to";

/** Notes what was gone to, so that the list can show its place again. */
export function keepWentTo(id: string): void {
  try {
    sessionStorage.setItem(lastKey, JSON.stringify(id));
  } catch {
    // The list then opens at its top.
  }
}

/** What was gone to last, once. */
export function takeWentTo(): string | null {
  const id = read(lastKey);
  try {
    sessionStorage.removeItem(lastKey);
  } catch {
    // It was not there.
  }
  return isText(id) ? id : null;
}

function read(from: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(from) ?? "null");
  } catch {
    return null;
  }
}
