"use client";

import { useQuery } from "@tanstack/react-query";
import { Bookmark, ListFilter, Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { dialogueQueries } from "@/lib/client/queries/dialogue-queries";
import type { DialogueListFilter } from "@/lib/client/query-keys";
import { useCommands } from "@/lib/client/use-commands";
import { Button } from "../ui/button";
import { formatNumber } from "../ui/format-number";
import { Input } from "../ui/input";
import { lazyPart } from "../ui/lazy-part";
import { Select } from "../ui/select";
import { type FilterPatch, sortWords } from "./dialogue-filter";
import { FilterChipRow } from "./filter-chip-row";
import { findingMoment } from "./finding-moment";

const settleMs = 300;

type SearchFieldProps = { value: string; onSearch: (words: string) => void };

/** Words to look for in all turns; searched when the typing rests. `/` goes to it. */
function SearchField({ value, onSearch }: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  // In step with the field, which keeps its own text while somebody types in it.
  useEffect(() => {
    if (field.current && field.current !== document.activeElement) field.current.value = value;
  }, [value]);

  useCommands([
    {
      id: "dialogues-search",
      label: "Search in the dialogues",
      keys: ["/"],
      group: "Dialogues",
      run: () => field.current?.focus(),
    },
  ]);

  function settle(words: string) {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onSearch(words.trim()), settleMs);
  }

  return (
    <span className="relative col-span-2 w-full sm:w-52">
      <Search aria-hidden className="absolute top-2.5 left-2.5 size-4 text-ink-faint" />
      <Input
        ref={field}
        type="search"
        aria-label="Search in all turns"
        placeholder="Words in any turn"
        maxLength={200}
        defaultValue={value}
        onChange={(event) => settle(event.target.value)}
        className="pl-8"
      />
    </span>
  );
}

const FilterPanel = lazyPart(findingMoment, ({ finding }) => finding.FilterPanel);
const SavedFilters = lazyPart(
  findingMoment,
  ({ finding }) => finding.SavedFilters,
  <Button disabled>
    <Bookmark aria-hidden className="size-4" />
    Saved
  </Button>,
);

/** How many the filter finds, and how they were judged. */
function Totals({ filter }: { filter: DialogueListFilter }) {
  const { data } = useQuery(dialogueQueries.count(filter));
  if (!data) return null;
  const { dialogues, accepted, rejected, rounds } = data;
  return (
    <p role="status" className="col-span-2 text-ink-soft text-xs tabular-nums sm:ml-auto">
      <span className="font-medium text-ink">{formatNumber(dialogues)}</span>{" "}
      {dialogues === 1 ? "dialogue" : "dialogues"}, {formatNumber(rounds)} {rounds === 1 ? "round" : "rounds"} ·{" "}
      {formatNumber(accepted)} accepted · {formatNumber(rejected)} rejected ·{" "}
      {formatNumber(dialogues - accepted - rejected)} not judged
    </p>
  );
}

type FilterBarProps = { filter: DialogueListFilter; change: (patch: FilterPatch) => void };

/** Which dialogues are listed and in what order; the URL holds it. What is set stands there as chips that take it off. */
export function FilterBar({ filter, change }: FilterBarProps) {
  const [open, setOpen] = useState(false);
  useCommands([
    {
      id: "dialogues-filter",
      label: "Filter the dialogues",
      keys: ["f"],
      group: "Dialogues",
      run: () => setOpen(true),
    },
  ]);

  return (
    <search className="mb-4 block space-y-2.5">
      <div className="grid grid-cols-2 items-center gap-2 sm:flex sm:flex-wrap">
        <SearchField value={filter.q ?? ""} onSearch={(q) => change({ q })} />
        <Button keys="f" data-command="dialogues-filter" aria-haspopup="dialog" onClick={() => setOpen(true)}>
          <ListFilter aria-hidden className="size-4" />
          Filter
        </Button>
        <SavedFilters filter={filter} />
        <Select
          aria-label="Order"
          className="w-full max-sm:col-span-2 sm:w-37"
          value={filter.sort ?? "newest"}
          onChange={({ target }) => change({ sort: target.value === "newest" ? "" : target.value })}
        >
          {Object.entries(sortWords).map(([value, word]) => (
            <option key={value} value={value}>
              {word}
            </option>
          ))}
        </Select>
        <Totals filter={filter} />
      </div>
      <FilterChipRow filter={filter} change={change} />
      {open && <FilterPanel filter={filter} change={change} onClose={() => setOpen(false)} />}
    </search>
  );
}
