import type { DialogueListFilter } from "@/lib/client/query-keys";
import { type DayField, filterRanges, type NumberField } from "@/lib/domain/filter-ranges";
import { endReasonWords, flagWords, statusWords } from "../transcript/dialogue-words";

export const verdictFilterWords = { none: "Not judged", accepted: "Accepted", rejected: "Rejected" } as const;
export const duplicateFilterWords = {
  like_dialogue: "Has near-duplicates",
  like_opening: "Shares its opening",
  one_of_dialogue: "One of each dialogue",
  one_of_opening: "One of each opening",
} as const;
export const editedFilterWords = { yes: "Edited by a person", no: "As the models wrote it" } as const;
export const inQueueWords = { yes: "In a review queue", no: "In no review queue" } as const;
export const sortWords = { newest: "Newest first", oldest: "Oldest first", longest: "Longest first" } as const;

/** Fields of the URL to be changed; an empty one goes. */
export type FilterPatch = Partial<Record<keyof DialogueListFilter, string>>;

/** The filter that stands in a URL. What the URL holds and nobody knows is left out, so an old link still opens. */
export function filterOf(params: URLSearchParams): DialogueListFilter {
  const ids = (name: string) => (params.get(name) ?? "").split(",").filter(Boolean).slice(0, 50).join(",") || undefined;
  const bounds: Partial<Record<NumberField, number> & Record<DayField, string>> = {};
  for (const range of filterRanges) {
    if (range.kind === "number")
      for (const end of [range.from, range.to]) bounds[end] = readNumber(params.get(end), end.endsWith("Cost"));
    else for (const end of [range.from, range.to]) bounds[end] = readDay(params.get(end));
  }
  return {
    run: ids("run"),
    import: ids("import"),
    dataSet: ids("dataSet"),
    simulator: ids("simulator"),
    assistant: ids("assistant"),
    status: knownOf(params.get("status"), statusWords),
    endReason: knownOf(params.get("endReason"), endReasonWords),
    flag: knownOf(params.get("flag"), flagWords),
    verdict: knownOf(params.get("verdict"), verdictFilterWords),
    decidedBy: ids("decidedBy"),
    edited: known(params.get("edited"), editedFilterWords),
    inQueue: known(params.get("inQueue"), inQueueWords),
    duplicates: known(params.get("duplicates"), duplicateFilterWords),
    tag: params.get("tag")?.trim().slice(0, 400) || undefined,
    every: known(params.get("every"), { yes: "" }),
    figure: /^[\w:.,]{1,400}$/.exec(params.get("figure") ?? "")?.[0],
    chosen: params.get("chosen")?.slice(0, 6_000) || undefined,
    ...bounds,
    q: params.get("q")?.trim().slice(0, 200) || undefined,
    sort: known(params.get("sort"), sortWords),
  };
}

/** The filter as a URL holds it, {@link filterOf} the other way round: what is set, as text. */
export function writtenFilter(filter: DialogueListFilter): Record<string, string> {
  return Object.fromEntries(
    Object.entries(filter).flatMap(([name, value]) =>
      value === undefined || value === "" ? [] : [[name, String(value)]],
    ),
  );
}

/** The filter with other fields, as they would stand in a URL; an empty one goes. */
export function changedFilter(filter: DialogueListFilter, patch: FilterPatch): DialogueListFilter {
  const taken = filterOf(new URLSearchParams(patch));
  const fields = Object.keys(patch) as (keyof FilterPatch)[];
  return { ...filter, ...Object.fromEntries(fields.map((field) => [field, taken[field]])) };
}

/** True when something is filtered away; the order filters nothing. */
export function isFiltered({ sort: _, ...filter }: DialogueListFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}

/** Not below 0 and not beyond what the studio takes; undefined for anything else. */
export function readNumber(text: string | null, decimals: boolean): number | undefined {
  if (!text || !(decimals ? /^\d{1,12}(\.\d{1,12})?$/ : /^\d{1,9}$/).test(text)) return undefined;
  return Number(text);
}

/** A day of the calendar, year first. */
export function readDay(text: string | null): string | undefined {
  if (!text || !/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  const day = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text ? undefined : text;
}

function known<T extends object>(value: string | null, words: T): (keyof T & string) | undefined {
  return value !== null && Object.hasOwn(words, value) ? (value as keyof T & string) : undefined;
}

/** Several, separated by commas; those that nobody knows are left out. */
function knownOf<T extends object>(value: string | null, words: T): string | undefined {
  const all = (value ?? "").split(",").filter((word) => Object.hasOwn(words, word));
  return all.length === 0 ? undefined : [...new Set(all)].join(",");
}
