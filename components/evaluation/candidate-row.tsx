"use client";

import { useQuery } from "@tanstack/react-query";
import { modelQueries } from "@/lib/client/queries/model-queries";
import { runQueries } from "@/lib/client/queries/run-queries";
import type { EvaluationKind } from "@/lib/domain/judging/evaluation";
import { Field } from "../ui/field";
import type { DraftFields } from "../ui/form/draft-fields";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { DataSetSelect } from "./data-set-select";
import type { CandidateDraft } from "./evaluation-draft";

const kindWords: Record<CandidateDraft["kind"], string> = {
  model: "A model of the catalogue",
  run: "A run's dialogues",
  data_set: "A data set's dialogues",
  file: "A file",
  human: "A file of real people's dialogues",
};

type CandidateRowProps = {
  fields: DraftFields<CandidateDraft>;
  kind: EvaluationKind;
  /** Where it stands in what is sent, as "candidates.0."; "" where it is all of it. */
  at: string;
};

/** Where a candidate comes from, and what it is called. */
export function CandidateRow({ fields, kind, at }: CandidateRowProps) {
  const { draft } = fields;
  return (
    <>
      <Field label="Comes from" className="min-w-44 flex-1" name={`${at}source`}>
        <Select
          value={draft.kind}
          onChange={({ target }) =>
            fields.change({ kind: target.value as CandidateDraft["kind"], of: "", dataSet: null })
          }
        >
          {(kind === "answers" ? (["model", "file"] as const) : (["run", "data_set", "file", "human"] as const)).map(
            (one) => (
              <option key={one} value={one}>
                {kindWords[one]}
              </option>
            ),
          )}
        </Select>
      </Field>
      <SourceField
        candidate={draft}
        name={`${at}source.of`}
        onChoose={({ name, ...chosen }) => fields.change({ ...chosen, name: draft.name || name })}
      />
      <Field label="Called" className="min-w-44 flex-1" name={`${at}name`}>
        <Input required maxLength={120} {...fields.text("name")} />
      </Field>
    </>
  );
}

type SourceFieldProps = {
  candidate: CandidateDraft;
  name: string;
  onChoose: (chosen: Partial<CandidateDraft> & { name: string }) => void;
};

function SourceField({ candidate, name, onChoose }: SourceFieldProps) {
  const models = useQuery({ ...modelQueries.list(), enabled: candidate.kind === "model" });
  const runs = useQuery({ ...runQueries.whole(), enabled: candidate.kind === "run" });
  if (candidate.kind === "data_set")
    return (
      <Field label="Data set" name={name} className="min-w-44 flex-1">
        <DataSetSelect
          value={candidate.dataSet}
          onChange={(dataSet) => onChoose({ dataSet, name: dataSet?.name ?? "" })}
        />
      </Field>
    );
  if (candidate.kind !== "model" && candidate.kind !== "run") return null;
  const options =
    candidate.kind === "model"
      ? (models.data ?? []).filter(({ trainedOn }) => trainedOn !== "user").map(({ id, name }) => ({ id, name }))
      : (runs.data ?? []).map(({ id, spec }) => ({ id, name: spec.name }));
  return (
    <Field label={candidate.kind === "model" ? "Model" : "Run"} name={name} className="min-w-44 flex-1">
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
