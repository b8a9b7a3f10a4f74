import type { DialogueFilter } from "@/lib/client/query-keys";
import { endReasonWords, flagWords, statusWords } from "./dialogue-words";

export const verdictFilterWords = { none: "Not judged", accepted: "Accepted", rejected: "Rejected" } as const;
export const duplicateFilterWords = {
  like_dialogue: "Has near-duplicates",
  like_opening: "Shares its opening",
  one_of_dialogue: "One of each dialogue",
  one_of_opening: "One of each opening",
} as const;
export const sortWords = { newest: "Newest first", oldest: "Oldest first", longest: "Longest first" } as const;

/** The filter that stands in a URL. What the URL holds and nobody knows is left out, so an old link still opens. */
export function filterOf(params: URLSearchParams): DialogueFilter {
  return {
    run: params.get("run") || undefined,
    status: known(params.get("status"), statusWords),
    endReason: known(params.get("endReason"), endReasonWords),
    flag: known(params.get("flag"), flagWords),
    verdict: known(params.get("verdict"), verdictFilterWords),
    duplicates: known(params.get("duplicates"), duplicateFilterWords),
    tag: params.get("tag")?.trim().slice(0, 60) || undefined,
    q: params.get("q")?.trim().slice(0, 200) || undefined,
    sort: known(params.get("sort"), sortWords),
  };
}

/** True when something is filtered away; the order filters nothing. */
export function isFiltered({ sort: _, ...filter }: DialogueFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}

function known<T extends object>(value: string | null, words: T): (keyof T & string) | undefined {
  return value !== null && Object.hasOwn(words, value) ? (value as keyof T & string) : undefined;
}
