/** A place in a text, in UTF-16 units, `end` not included. */
export type Place = { start: number; end: number };
