"use client";

import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { dialogueQueries } from "@/lib/client/queries/dialogue-queries";
import type { DialogueListFilter } from "@/lib/client/query-keys";
import { type FilterRange, filterRanges, type RangeField, rangeFaults } from "@/lib/domain/filter-ranges";
import { tagInList } from "@/lib/domain/tag-list";
import { endReasonWords, flagWords, statusWords } from "../transcript/dialogue-words";
import { Checkbox } from "../ui/checkbox";
import { Drawer } from "../ui/drawer";
import { Field } from "../ui/field";
import { draftFields } from "../ui/form/draft-fields";
import { formatNumber } from "../ui/format-number";
import { Input } from "../ui/input";
import {
  duplicateFilterWords,
  editedFilterWords,
  type FilterPatch,
  inQueueWords,
  readDay,
  readNumber,
  verdictFilterWords,
  writtenFilter,
} from "./dialogue-filter";
import { Choice, Choices, SeveralOfMany } from "./filter-choice";
import { useFilterNames } from "./use-filter-names";

type FilterPanelProps = { filter: DialogueListFilter; change: (patch: FilterPatch) => void; onClose: () => void };

/** Everything that dialogues can be told apart by. Each choice counts at once; the list behind follows. */
export function FilterPanel({ filter, change, onClose }: FilterPanelProps) {
  const names = useFilterNames("all");
  const texts: FilterPatch = writtenFilter(filter);
  const { choice } = draftFields(texts, (patch) => change(typeof patch === "function" ? patch(texts) : patch));
  const range = (name: string) =>
    filterRanges
      .filter((each) => each.name === name)
      .map((each) => <FilterRangeFields key={name} range={each} filter={filter} change={change} />);

  return (
    <Drawer open onOpenChange={onClose} title="Filter the dialogues">
      <div className="space-y-7">
        <Group title="Where it comes from">
          <SeveralOfMany name="Run" words={names.run ?? {}} {...choice("run")} />
          <SeveralOfMany name="Import" words={names.import ?? {}} {...choice("import")} />
          <SeveralOfMany name="User model" words={names.model ?? {}} {...choice("simulator")} />
          <SeveralOfMany name="Assistant model" words={names.model ?? {}} {...choice("assistant")} />
          {range("Made")}
        </Group>
        <Group title="How it went">
          <Choices name="Status" words={statusWords} {...choice("status")} />
          <Choices name="End reason" words={endReasonWords} {...choice("endReason")} />
          {range("Ended")}
          {range("Rounds")}
          {range("Tokens")}
          {range("Cost")}
          <Choices name="Flag" words={flagWords} {...choice("flag")} />
          <Choice name="Duplicates" words={duplicateFilterWords} {...choice("duplicates")} />
        </Group>
        <Group title="What people did">
          <Choices name="Decision" words={verdictFilterWords} {...choice("verdict")} />
          <SeveralOfMany name="Decided by" words={names.person ?? {}} {...choice("decidedBy")} />
          {range("Decided")}
          <Choice name="Edited" words={editedFilterWords} {...choice("edited")} />
          <Choice name="Review" words={inQueueWords} {...choice("inQueue")} />
          <TagField {...choice("tag")} />
          <Checkbox
            label="All of the flags and tags, not any"
            checked={filter.every === "yes"}
            onChange={({ target }) => change({ every: target.checked ? "yes" : "" })}
          />
        </Group>
        <p className="text-ink-faint text-xs">
          Days are counted in UTC; the first and the last belong to it. Decisions of a shared review count once it is
          settled.
        </p>
      </div>
    </Drawer>
  );
}

function Group({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <fieldset className="space-y-3.5">
      <legend className="mb-3 text-ink-faint text-xs">{title}</legend>
      {children}
    </fieldset>
  );
}

/** One tag or several, separated by commas, with those in use to choose from. */
function TagField({ value = "", onChange }: { value?: string; onChange: (tag: string) => void }) {
  const { data: tags = [] } = useQuery(dialogueQueries.tags());
  const known = useId();
  return (
    <Field label="Tags" hint={tags.length === 0 ? "No dialogue carries a tag yet." : "Several, separated by commas"}>
      <Input
        defaultValue={value}
        list={known}
        dir="auto"
        maxLength={400}
        onBlur={({ target }) => onChange(target.value.trim())}
        onKeyDown={({ key, currentTarget, nativeEvent }) => {
          if (key === "Enter" && !nativeEvent.isComposing) onChange(currentTarget.value.trim());
        }}
        onChange={({ target }) => {
          // Chosen from the list, it is meant as it stands.
          if (target.value === "" || tags.some(({ tag }) => tagInList(tag) === target.value)) onChange(target.value);
        }}
      />
      <datalist id={known}>
        {tags.map(({ tag, dialogues }) => (
          <option key={tag} value={tagInList(tag)} label={`${tag} · ${formatNumber(dialogues)}`} />
        ))}
      </datalist>
    </Field>
  );
}

type FilterRangeFieldsProps = {
  range: FilterRange;
  filter: DialogueListFilter;
  change: (patch: FilterPatch) => void;
};

/** Both ends of a range. What makes no sense is said on its field and changes nothing, but stays to be mended. */
function FilterRangeFields({ range, filter, change }: FilterRangeFieldsProps) {
  const { name, from, to, kind } = range;
  const { [from]: first = "", [to]: last = "" }: FilterPatch = writtenFilter(filter);
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [malformed, setMalformed] = useState<Partial<Record<RangeField, string>>>({});
  const texts: Record<string, string> = { [from]: first, [to]: last, ...typed };
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
