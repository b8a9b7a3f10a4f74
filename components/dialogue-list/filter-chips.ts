import type { DialogueListFilter } from "@/lib/client/query-keys";
import { filterRanges } from "@/lib/domain/filter-ranges";
import { readTagList } from "@/lib/domain/tag-list";
import { endReasonWords, flagWords, statusWords, wordFor } from "../transcript/dialogue-words";
import { duplicateFilterWords, editedFilterWords, inQueueWords, verdictFilterWords } from "./dialogue-filter";

type Field = keyof DialogueListFilter;
/** A part of a filter in words; without it, its fields are empty. */
export type FilterChip = { fields: Field[]; text: string };
/** Names of runs, models and people by id; an id that is not there stands for itself. */
export type FilterNames = Partial<Record<"run" | "import" | "dataSet" | "model" | "person", Record<string, string>>>;

const worded = [
  ["status", "Status", statusWords],
  ["endReason", "End reason", endReasonWords],
  ["flag", "Flag", flagWords],
  ["verdict", "Decision", verdictFilterWords],
] as const;

/** What of a filter is set, in the order of its panel. The order of the list and the words searched for are not here. */
export function filterChips(filter: DialogueListFilter, names: FilterNames): FilterChip[] {
  const chips: FilterChip[] = [];
  const add = (field: Field, text: (value: string) => string) => {
    const value = filter[field];
    if (value !== undefined && value !== "") chips.push({ fields: [field], text: text(String(value)) });
  };
  const anyOf = (ids: string, known: Record<string, string> = {}, unknown?: string) =>
    ids
      .split(",")
      .map((id) => known[id] ?? unknown ?? id)
      .join(" or ");
  add("run", (ids) => `Run: ${anyOf(ids, names.run)}`);
  add("import", (ids) => `Import: ${anyOf(ids, names.import, "a file")}`);
  add("dataSet", (ids) => `Data set: ${anyOf(ids, names.dataSet)}`);
  add("simulator", (ids) => `User by ${anyOf(ids, names.model)}`);
  add("assistant", (ids) => `Assistant by ${anyOf(ids, names.model)}`);
  for (const [field, name, words] of worded) {
    const and = field === "flag" && filter.every ? " and " : " or ";
    const said = (value: string) => value.split(",").map((word) => wordFor(words, word));
    add(field, (value) => `${name}: ${said(value).join(and)}`);
  }
  add("decidedBy", (ids) => `Decided by ${anyOf(ids, names.person)}`);
  add("edited", (value) => wordFor(editedFilterWords, value));
  add("inQueue", (value) => wordFor(inQueueWords, value));
  add("duplicates", (value) => wordFor(duplicateFilterWords, value));
  add("tag", (tags) => `Tag: ${readTagList(tags).join(filter.every ? " and " : " or ")}`);
  add("figure", (ranges) => ranges.split(",").map(saidFigure).join(" and "));
  add("chosen", (ids) => `${ids.split(",").length} chosen in a list`);
  for (const { name, from, to, kind } of filterRanges) {
    const text = saidRange(filter[from], filter[to], kind === "day");
    if (text) chips.push({ fields: [from, to], text: `${name} ${text}` });
  }
  return chips;
}

/** "questionTokens:10..13" as "question tokens 10 to below 13". */
function saidFigure(range: string): string {
  const [figure = "", bounds = ""] = range.split(":");
  const [from, below] = bounds.split("..");
  const name = figure.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `${name} ${below ? `${from} to below ${below}` : `at least ${from}`}`;
}

type Bound = string | number | undefined;

function saidRange(from: Bound, to: Bound, isDay: boolean): string | null {
  if (from !== undefined && to !== undefined) {
    if (from === to) return isDay ? `on ${from}` : `exactly ${from}`;
    return `${from} to ${to}`;
  }
  if (from !== undefined) return isDay ? `since ${from}` : `at least ${from}`;
  return to === undefined ? null : isDay ? `up to ${to}` : `at most ${to}`;
}
