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
import { type CandidateDraft, candidateDraft, type EvaluationDraft } from "./evaluation-draft";

export type DraftFieldsProps = {
  draft: EvaluationDraft;
  change: (patch: Partial<EvaluationDraft>) => void;
  errors: FieldErrors;
};

const kindWords: Record<CandidateDraft["kind"], string> = {
  model: "A model of the catalogue",
  run: "A run's dialogues",
  data_set: "A data set's dialogues",
  file: "A file",
  human: "A file of real people's dialogues",
};

/** Who is compared. */
export function CandidateFields({ draft, change, errors }: DraftFieldsProps) {
  const { candidates, kind } = draft;
  const set = (i: number, patch: Partial<CandidateDraft>) =>
    change({ candidates: candidates.map((one, at) => (at === i ? { ...one, ...patch } : one)) });
  const least = kind === "turing" ? 1 : 2;
  return (
    <Panel
      title="Candidates"
      description={
        kind === "answers"
          ? "Models answer the questions themselves; answers that you have already come from a file, after this step."
          : "Dialogues are matched by their opening question. Files are imported after this step."
      }
      aside={
        <Button size="sm" onClick={() => change({ candidates: [...candidates, candidateDraft(kind)] })}>
          <Plus aria-hidden className="size-4" />
          Add a candidate
        </Button>
      }
    >
      {errors.candidates && <p className="mb-3 font-medium text-danger text-sm">{errors.candidates}</p>}
      <ol className="space-y-4">
        {candidates.map((candidate, i) => (
          <li key={candidate.key} className="flex flex-wrap items-end gap-3">
            <Field label="Comes from" className="min-w-44 flex-1" error={errors[`candidates.${i}.source`]}>
              <Select
                value={candidate.kind}
                onChange={(event) =>
                  set(i, { kind: event.target.value as CandidateDraft["kind"], of: "", dataSet: null })
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
              candidate={candidate}
              onChoose={({ name, ...chosen }) => set(i, { ...chosen, name: candidate.name || name })}
            />
            <Field label="Called" className="min-w-44 flex-1" error={errors[`candidates.${i}.name`]}>
              <Input
                required
                maxLength={120}
                value={candidate.name}
                onChange={(event) => set(i, { name: event.target.value })}
              />
            </Field>
            <IconButton
              icon={X}
              label={`Take out ${candidate.name || `candidate ${i + 1}`}`}
              disabled={candidates.length <= least}
              onClick={() => change({ candidates: candidates.filter((_, at) => at !== i) })}
            />
          </li>
        ))}
      </ol>
    </Panel>
  );
}

type SourceFieldProps = {
  candidate: CandidateDraft;
  onChoose: (chosen: Partial<CandidateDraft> & { name: string }) => void;
};

function SourceField({ candidate, onChoose }: SourceFieldProps) {
  const models = useQuery({ ...modelQueries.list(), enabled: candidate.kind === "model" });
  const runs = useInfiniteQuery({ ...runQueries.list(), enabled: candidate.kind === "run" });
  if (candidate.kind === "data_set")
    return (
      <Field label="Data set" className="min-w-44 flex-1">
        <DataSetSelect
          value={candidate.dataSet}
          onChoose={(dataSet) => onChoose({ dataSet, name: dataSet?.name ?? "" })}
        />
      </Field>
    );
  if (candidate.kind !== "model" && candidate.kind !== "run") return null;
  const options =
    candidate.kind === "model"
      ? (models.data ?? []).filter(({ trainedOn }) => trainedOn !== "user").map(({ id, name }) => ({ id, name }))
      : (runs.data?.pages ?? []).flatMap(({ items }) => items.map(({ id, spec }) => ({ id, name: spec.name })));
  return (
    <Field label={candidate.kind === "model" ? "Model" : "Run"} className="min-w-44 flex-1">
      <Select
        required
        value={candidate.of}
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
