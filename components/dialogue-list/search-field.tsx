"use client";

import { Search } from "lucide-react";
import { useEffect, useRef } from "react";
import { useCommands } from "@/lib/client/use-commands";
import { Input } from "../ui/input";

const settleMs = 300;

type SearchFieldProps = { value: string; onSearch: (words: string) => void };

/** Words to look for in all turns; searched when the typing rests. `/` goes to it. */
export function SearchField({ value, onSearch }: SearchFieldProps) {
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
