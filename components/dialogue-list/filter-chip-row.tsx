"use client";

import type { DialogueListFilter } from "@/lib/client/query-keys";
import { Button } from "../ui/button";
import { Chip } from "../ui/chip";
import { type FilterPatch, isFiltered, writtenFilter } from "./dialogue-filter";
import { filterChips } from "./filter-chips";
import { useFilterNames } from "./use-filter-names";

type FilterChipRowProps = { filter: DialogueListFilter; change: (patch: FilterPatch) => void };

/** What is set of a filter, each as a chip that takes it off. */
export function FilterChipRow({ filter, change }: FilterChipRowProps) {
  const chips = filterChips(filter, useFilterNames(filter));
  const emptied = (fields: string[]) => Object.fromEntries(fields.map((field) => [field, ""]));
  const { sort: _order, ...found } = filter;
  if (!isFiltered(filter)) return null;
  return (
    <fieldset className="flex min-w-0 flex-wrap items-center gap-1.5">
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
  );
}
