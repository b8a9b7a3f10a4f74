import { defaultFilter } from "cmdk";

/**
 * How well what is typed into the palette fits an entry, 0 for not at all. By the words that a person reads only: the
 * fuzzy match would find nearly any short text in an id.
 */
export function fitOfEntry(_id: string, typed: string, words: string[] = []): number {
  return defaultFilter(words.join(" "), typed);
}
