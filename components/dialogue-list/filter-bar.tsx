"use client";

import { Bookmark, ListFilter } from "lucide-react";
import { useState } from "react";
import type { DialogueFilter } from "@/lib/client/query-keys";
import { useCommands } from "@/lib/client/use-commands";
import { Button } from "../ui/button";
import { Chip } from "../ui/chip";
import { lazyPart } from "../ui/lazy-part";
import { Select } from "../ui/select";
import { type FilterPatch, isFiltered, sortWords, writtenFilter } from "./dialogue-filter";
import { filterChips } from "./filter-chips";
import { findingMoment } from "./finding-moment";
import { SearchField } from "./search-field";
import { useFilterNames } from "./use-filter-names";

const FilterPanel = lazyPart(findingMoment, ({ finding }) => finding.FilterPanel);
const SavedFilters = lazyPart(
  findingMoment,
  ({ finding }) => finding.SavedFilters,
  <Button disabled>
    <Bookmark aria-hidden className="size-4" />
    Saved
  </Button>,
);

type FilterBarProps = { filter: DialogueFilter; change: (patch: FilterPatch) => void };

/** Which dialogues are listed and in what order; the URL holds it. What is set stands there as chips that take it off. */
export function FilterBar({ filter, change }: FilterBarProps) {
  const [open, setOpen] = useState(false);
  const chips = filterChips(filter, useFilterNames(filter));
  const emptied = (fields: string[]) => Object.fromEntries(fields.map((field) => [field, ""]));
  const { sort: _order, ...found } = filter;
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
      </div>
      {isFiltered(filter) && (
        <fieldset className="flex flex-wrap items-center gap-1.5">
          <legend className="sr-only">Filters that are set</legend>
          {chips.map(({ fields, text }) => (
            <Chip key={fields[0]} pressed removable onToggle={() => change(emptied(fields))}>
              <bdi>{text}</bdi>
            </Chip>
          ))}
          <Button size="sm" variant="quiet" onClick={() => change(emptied(Object.keys(writtenFilter(found))))}>
            Clear
          </Button>
        </fieldset>
      )}
      {open && <FilterPanel filter={filter} change={change} onClose={() => setOpen(false)} />}
    </search>
  );
}
