import type { DialogueListFilter } from "@/lib/client/query-keys";
import { filterChips } from "./filter-chips";
import { useFilterNames } from "./use-filter-names";

/** What a filter finds, in words, part by part; none for one that finds everything. */
export function useFilterWords(filter: DialogueListFilter): string[] {
  const said = filterChips(filter, useFilterNames(filter)).map(({ text }) => text);
  return filter.q ? [...said, `Words: ${filter.q}`] : said;
}
