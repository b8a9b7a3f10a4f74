"use client";

import { useState } from "react";
import type { DialogueFilter } from "@/lib/client/query-keys";
import { type FilterRange, type RangeField, rangeFaults } from "@/lib/domain/filter-ranges";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { type FilterPatch, readDay, readNumber } from "./dialogue-filter";

type FilterRangeFieldsProps = {
  range: FilterRange;
  filter: DialogueFilter;
  change: (patch: FilterPatch) => void;
};

/** Both ends of a range. What makes no sense is said on its field and changes nothing, but stays to be mended. */
export function FilterRangeFields({ range, filter, change }: FilterRangeFieldsProps) {
  const { name, from, to, kind } = range;
  const set = { [from]: textOf(filter[from]), [to]: textOf(filter[to]) };
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [malformed, setMalformed] = useState<Partial<Record<RangeField, string>>>({});
  const texts = { ...set, ...typed };
  const faults = { ...rangeFaults(valued(texts)), ...malformed };

  function take(field: RangeField, text: string, isBad: boolean) {
    const next = { ...texts, [field]: text };
    setTyped(next);
    const { [field]: _mended, ...others } = malformed;
    const bad = isBad || !isReadable(range, text) ? { ...others, [field]: askFor(range) } : others;
    setMalformed(bad);
    if (Object.keys({ ...bad, ...rangeFaults(valued(next)) }).length === 0)
      change({ [from]: next[from], [to]: next[to] });
  }

  return (
    <div className="grid grid-cols-2 items-start gap-3">
      {[from, to].map((field) => (
        <Field key={field} label={labelOf(name, kind, field === from)} error={faults[field]}>
          <Input
            type={kind === "day" ? "date" : "number"}
            min={kind === "number" ? 0 : undefined}
            step={kind === "day" ? undefined : name === "Cost" ? "any" : 1}
            className="tabular-nums"
            value={texts[field] ?? ""}
            onChange={({ target }) => take(field, target.value, target.validity.badInput)}
          />
        </Field>
      ))}
    </div>
  );
}

function labelOf(name: string, kind: FilterRange["kind"], isFirst: boolean): string {
  if (kind === "day") return isFirst ? `${name} from` : `${name} to`;
  return isFirst ? `${name}, at least` : `${name}, at most`;
}

function textOf(value: string | number | undefined): string {
  return value === undefined ? "" : String(value);
}

/** Empty ends bound nothing. */
function valued(texts: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ""));
}

function isReadable({ kind, name }: FilterRange, text: string): boolean {
  if (text === "") return true;
  return (kind === "day" ? readDay(text) : readNumber(text, name === "Cost")) !== undefined;
}

function askFor({ kind, name }: FilterRange): string {
  if (kind === "day") return "Give a whole date";
  return name === "Cost" ? "Give an amount of 0 or more" : "Give a whole number of 0 or more, below a billion";
}
