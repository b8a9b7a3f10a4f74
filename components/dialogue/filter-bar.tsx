"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { runQueries } from "@/lib/client/queries/run-queries";
import type { DialogueFilter } from "@/lib/client/query-keys";
import { Button } from "../ui/button";
import { Select } from "../ui/select";
import { duplicateFilterWords, isFiltered, sortWords, verdictFilterWords } from "./dialogue-filter";
import { endReasonWords, flagWords, statusWords, wordFor } from "./dialogue-words";
import { SearchField } from "./search-field";

type FilterBarProps = {
  filter: DialogueFilter;
  change: (patch: Partial<Record<keyof DialogueFilter, string>>) => void;
};

/** Which dialogues are listed and in what order; the URL holds it. */
export function FilterBar({ filter, change }: FilterBarProps) {
  const runs = useInfiniteQuery(runQueries.list()).data?.pages.flatMap(({ items }) => items) ?? [];
  const runWords = Object.fromEntries(runs.map(({ id, spec }) => [id, spec.name]));
  if (filter.run && !runWords[filter.run]) runWords[filter.run] = filter.run;

  return (
    <search className="mb-4 grid grid-cols-2 items-center gap-2 sm:flex sm:flex-wrap">
      <SearchField value={filter.q ?? ""} onSearch={(q) => change({ q })} />
      <Choice name="Run" value={filter.run} words={runWords} onChange={(run) => change({ run })} />
      <Choice name="Status" value={filter.status} words={statusWords} onChange={(status) => change({ status })} />
      <Choice
        name="End reason"
        value={filter.endReason}
        words={endReasonWords}
        onChange={(endReason) => change({ endReason })}
      />
      <Choice name="Flag" value={filter.flag} words={flagWords} onChange={(flag) => change({ flag })} />
      <Choice
        name="Decision"
        value={filter.verdict}
        words={verdictFilterWords}
        onChange={(verdict) => change({ verdict })}
      />
      <Choice
        name="Duplicates"
        value={filter.duplicates}
        words={duplicateFilterWords}
        onChange={(duplicates) => change({ duplicates })}
      />
      <Select
        aria-label="Order"
        className="w-full sm:w-37"
        value={filter.sort ?? "newest"}
        onChange={({ target }) => change({ sort: target.value === "newest" ? "" : target.value })}
      >
        {Object.entries(sortWords).map(([value, word]) => (
          <option key={value} value={value}>
            {word}
          </option>
        ))}
      </Select>
      {isFiltered(filter) && (
        <Button
          size="sm"
          variant="quiet"
          onClick={() =>
            change({ run: "", status: "", endReason: "", flag: "", verdict: "", duplicates: "", tag: "", q: "" })
          }
        >
          Clear
        </Button>
      )}
    </search>
  );
}

type ChoiceProps = {
  name: string;
  value: string | undefined;
  words: Record<string, string | { label: string }>;
  onChange: (value: string) => void;
};

function Choice({ name, value = "", words, onChange }: ChoiceProps) {
  return (
    <Select
      aria-label={name}
      className="w-full sm:w-37"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">Any {name.toLowerCase()}</option>
      {Object.keys(words).map((key) => (
        <option key={key} value={key}>
          {wordFor(words, key)}
        </option>
      ))}
    </Select>
  );
}
