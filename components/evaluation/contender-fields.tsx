"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import type { FieldErrors } from "@/lib/base/app-error";
import { modelQueries } from "@/lib/client/queries/model-queries";
import { runQueries } from "@/lib/client/queries/run-queries";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { IconButton } from "../ui/icon-button";
import { Input } from "../ui/input";
import { Panel } from "../ui/panel";
import { Select } from "../ui/select";
import { DataSetSelect } from "./data-set-select";
import { type ContenderDraft, contenderDraft, type EvaluationDraft } from "./evaluation-draft";

export type DraftFieldsProps = {
  draft: EvaluationDraft;
  change: (patch: Partial<EvaluationDraft>) => void;
  errors: FieldErrors;
};

const kindWords: Record<ContenderDraft["kind"], string> = {
  model: "A model of the catalogue",
  run: "A run's dialogues",
  data_set: "A data set's dialogues",
  file: "A file",
  human: "A file of real people's dialogues",
};

/** Who is compared. */
export function ContenderFields({ draft, change, errors }: DraftFieldsProps) {
  const { contenders, kind } = draft;
  const set = (i: number, patch: Partial<ContenderDraft>) =>
    change({ contenders: contenders.map((one, at) => (at === i ? { ...one, ...patch } : one)) });
  const least = kind === "turing" ? 1 : 2;
  return (
    <Panel
      title="Contenders"
      description={
        kind === "answers"
          ? "Models answer the questions themselves; answers that you have already come from a file, after this step."
          : "Dialogues are matched by their opening question. Files are imported after this step."
      }
      aside={
        <Button size="sm" onClick={() => change({ contenders: [...contenders, contenderDraft(kind)] })}>
          <Plus aria-hidden className="size-4" />
          Add a contender
        </Button>
      }
    >
      {errors.contenders && <p className="mb-3 font-medium text-danger text-sm">{errors.contenders}</p>}
      <ol className="space-y-4">
        {contenders.map((contender, i) => (
          <li key={contender.key} className="flex flex-wrap items-end gap-3">
            <Field label="Comes from" className="min-w-44 flex-1" error={errors[`contenders.${i}.source`]}>
              <Select
                value={contender.kind}
                onChange={(event) =>
                  set(i, { kind: event.target.value as ContenderDraft["kind"], of: "", dataSet: null })
                }
              >
                {(kind === "answers"
                  ? (["model", "file"] as const)
                  : (["run", "data_set", "file", "human"] as const)
                ).map((one) => (
                  <option key={one} value={one}>
                    {kindWords[one]}
                  </option>
                ))}
              </Select>
            </Field>
            <SourceField
              contender={contender}
              onChoose={({ name, ...chosen }) => set(i, { ...chosen, name: contender.name || name })}
            />
            <Field label="Called" className="min-w-44 flex-1" error={errors[`contenders.${i}.name`]}>
              <Input
                required
                maxLength={120}
                value={contender.name}
                onChange={(event) => set(i, { name: event.target.value })}
              />
            </Field>
            <IconButton
              icon={X}
              label={`Take out ${contender.name || `contender ${i + 1}`}`}
              disabled={contenders.length <= least}
              onClick={() => change({ contenders: contenders.filter((_, at) => at !== i) })}
            />
          </li>
        ))}
      </ol>
    </Panel>
  );
}

type SourceFieldProps = {
  contender: ContenderDraft;
  onChoose: (chosen: Partial<ContenderDraft> & { name: string }) => void;
};

function SourceField({ contender, onChoose }: SourceFieldProps) {
  const models = useQuery({ ...modelQueries.list(), enabled: contender.kind === "model" });
  const runs = useInfiniteQuery({ ...runQueries.list(), enabled: contender.kind === "run" });
  if (contender.kind === "data_set")
    return (
      <Field label="Data set" className="min-w-44 flex-1">
        <DataSetSelect
          value={contender.dataSet}
          onChoose={(dataSet) => onChoose({ dataSet, name: dataSet?.name ?? "" })}
        />
      </Field>
    );
  if (contender.kind !== "model" && contender.kind !== "run") return null;
  const options =
    contender.kind === "model"
      ? (models.data ?? []).filter(({ trainedOn }) => trainedOn !== "user").map(({ id, name }) => ({ id, name }))
      : (runs.data?.pages ?? []).flatMap(({ items }) => items.map(({ id, spec }) => ({ id, name: spec.name })));
  return (
    <Field label={contender.kind === "model" ? "Model" : "Run"} className="min-w-44 flex-1">
      <Select
        required
        value={contender.of}
        onChange={(event) => {
          const { value } = event.target;
          onChoose({ of: value, name: options.find(({ id }) => id === value)?.name ?? "" });
        }}
      >
        <option value="">Choose…</option>
        {options.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}
