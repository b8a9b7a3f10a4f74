"use client";

import { useQuery } from "@tanstack/react-query";
import { judgingQueries } from "@/lib/client/queries/judging-queries";
import { savedFilterQueries } from "@/lib/client/queries/saved-filter-queries";
import { seedSetQueries } from "@/lib/client/queries/seed-set-queries";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import type { DraftFields } from "../ui/form/draft-fields";
import { formatNumber } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { Segmented } from "../ui/segmented";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";
import type { DataSet, EvaluationDraft } from "./evaluation-draft";

const accepted: DataSet = { id: "accepted", name: "All accepted dialogues", filter: { verdict: "accepted" } };

const kinds: { value: EvaluationDraft["itemsKind"]; label: string }[] = [
  { value: "benchmark", label: "Benchmark" },
  { value: "seed_set", label: "Seed set" },
  { value: "data_set", label: "Data set" },
  { value: "prompts", label: "Prompts" },
];

const dataSetHint =
  "The opening questions of its dialogues as they are now, each once, 500 at most. Save a filter on Dialogues to choose it here.";

/** What candidates are asked. */
export function ItemsFields({ fields, kept }: { fields: DraftFields<EvaluationDraft>; kept?: string }) {
  const { draft, change } = fields;
  const benchmarks = useQuery(judgingQueries.allBenchmarks());
  const seedSets = useQuery({ ...seedSetQueries.whole(), enabled: draft.itemsKind === "seed_set" });
  const chosen = benchmarks.data?.find(({ id }) => id === draft.benchmarkId);
  return (
    <Panel title="Questions">
      <div className="space-y-5">
        <Segmented
          legend="Where questions come from"
          {...fields.choice("itemsKind")}
          options={kept ? [{ value: "kept", label: kept }, ...kinds] : kinds}
        />
        {draft.itemsKind === "benchmark" && (
          <Field label="Benchmark" name="items.benchmarkId">
            <Select
              required
              value={draft.benchmarkId}
              onChange={(event) => change({ benchmarkId: event.target.value, categories: [] })}
            >
              <option value="">Choose…</option>
              {benchmarks.data?.map(({ id, name, questions }) => (
                <option key={id} value={id}>
                  {name} ({formatNumber(questions)} questions)
                </option>
              ))}
            </Select>
          </Field>
        )}
        {draft.itemsKind === "benchmark" && chosen && chosen.categories.length > 1 && (
          <fieldset>
            <legend className="mb-1.5 font-medium text-sm">Categories</legend>
            <p className="mb-2 text-ink-faint text-xs">None chosen: all of them.</p>
            <div className="flex flex-wrap gap-x-5 gap-y-1.5">
              {chosen.categories.map(({ category, questions }) => (
                <Checkbox
                  key={category}
                  label={`${category} (${questions})`}
                  checked={draft.categories.includes(category)}
                  onChange={(event) =>
                    change({
                      categories: event.target.checked
                        ? [...draft.categories, category]
                        : draft.categories.filter((other) => other !== category),
                    })
                  }
                />
              ))}
            </div>
          </fieldset>
        )}
        {draft.itemsKind === "seed_set" && (
          <Field label="Seed set" hint="Its questions, one turn each." name="items.seedSetId">
            <Select required {...fields.text("seedSetId")}>
              <option value="">Choose…</option>
              {seedSets.data?.map(({ id, name, size }) => (
                <option key={id} value={id}>
                  {name} ({formatNumber(size)})
                </option>
              ))}
            </Select>
          </Field>
        )}
        {draft.itemsKind === "data_set" && (
          <Field label="Data set" hint={dataSetHint} name="items.filter">
            <DataSetSelect {...fields.choice("dataSet")} />
          </Field>
        )}
        {draft.itemsKind === "prompts" && (
          <Field label="Prompts" hint="One a line." name="items.prompts">
            <Textarea required rows={6} {...fields.text("prompts")} />
          </Field>
        )}
      </div>
    </Panel>
  );
}

type Props = { value: DataSet | null; onChange: (dataSet: DataSet | null) => void };

/** Dialogues of the studio by what is known of them: all that are accepted, or a filter that the person saved. */
export function DataSetSelect({ value, onChange }: Props) {
  const { data: saved = [] } = useQuery(savedFilterQueries.list());
  const offered = [
    accepted,
    ...saved.map(({ id, name, filter: { sort: _, ...filter } }): DataSet => ({ id, name, filter })),
  ];
  // One that was chosen before and saved under no name any more.
  if (value && !offered.some(({ id }) => id === value.id)) offered.unshift(value);
  return (
    <Select
      required
      value={value?.id ?? ""}
      onChange={(event) => onChange(offered.find(({ id }) => id === event.target.value) ?? null)}
    >
      <option value="">Choose…</option>
      {offered.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}
