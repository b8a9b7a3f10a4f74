"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { modelQueries } from "@/lib/client/queries/model-queries";
import { runQueries } from "@/lib/client/queries/run-queries";
import { snapshotQueries } from "@/lib/client/queries/snapshot-queries";
import type { EvaluationKind } from "@/lib/domain/judging/evaluation";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { FieldGroup } from "../ui/field-group";
import type { DraftFields } from "../ui/form/draft-fields";
import { IconButton } from "../ui/icon-button";
import { Input } from "../ui/input";
import { Panel } from "../ui/panel";
import { Select } from "../ui/select";
import { type CandidateDraft, candidateDraft, type EvaluationDraft } from "./evaluation-draft";
import { DataSetSelect } from "./items-fields";

/** Who is compared. */
export function CandidateFields({ fields }: { fields: DraftFields<EvaluationDraft> }) {
  const { candidates, kind } = fields.draft;
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
        <Button size="sm" onClick={() => fields.change({ candidates: [...candidates, candidateDraft(kind)] })}>
          <Plus aria-hidden className="size-4" />
          Add a candidate
        </Button>
      }
    >
      <FieldGroup legend="Who is compared" isLegendHidden name="candidates">
        <ol className="space-y-4">
          {candidates.map((candidate, i) => (
            <li key={candidate.key} className="flex flex-wrap items-start gap-3">
              <CandidateRow fields={fields.row("candidates", i)} kind={kind} at={`candidates.${i}.`} />
              <IconButton
                icon={X}
                className="mt-6.5"
                label={`Take out ${candidate.name || `candidate ${i + 1}`}`}
                disabled={candidates.length <= least}
                onClick={() => fields.change({ candidates: candidates.filter((_, at) => at !== i) })}
              />
            </li>
          ))}
        </ol>
      </FieldGroup>
    </Panel>
  );
}

const kindWords: Record<CandidateDraft["kind"], string> = {
  model: "A model of the catalogue",
  run: "A run's dialogues",
  data_set: "A data set's dialogues",
  snapshot: "A snapshot's dialogues, as frozen",
  file: "A file",
  human: "A file of real people's dialogues",
};

const ofAnswers = ["model", "file"] as const;
const ofDialogues = ["run", "data_set", "snapshot", "file", "human"] as const;

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
          {(kind === "answers" ? ofAnswers : ofDialogues).map((one) => (
            <option key={one} value={one}>
              {kindWords[one]}
            </option>
          ))}
        </Select>
      </Field>
      <SourceField candidate={draft} name={`${at}source.of`} onChoose={fields.change} />
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
  const snapshots = useQuery({ ...snapshotQueries.whole(), enabled: candidate.kind === "snapshot" });
  /** Called after its source, unless somebody typed another name. */
  const named = (before = "", now = "") => (candidate.name === "" || candidate.name === before ? now : candidate.name);
  if (candidate.kind === "data_set")
    return (
      <Field label="Data set" name={name} className="min-w-44 flex-1">
        <DataSetSelect
          value={candidate.dataSet}
          onChange={(dataSet) => onChoose({ dataSet, name: named(candidate.dataSet?.name, dataSet?.name) })}
        />
      </Field>
    );
  const optionsOf = {
    model: () =>
      (models.data ?? []).filter(({ trainedOn }) => trainedOn !== "user").map(({ id, name }) => ({ id, name })),
    run: () => (runs.data ?? []).map(({ id, spec }) => ({ id, name: spec.name })),
    snapshot: () =>
      (snapshots.data ?? []).map(({ id, dataSetName, number }) => ({ id, name: `${dataSetName}, No. ${number}` })),
  };
  if (candidate.kind === "file" || candidate.kind === "human") return null;
  const options = optionsOf[candidate.kind]();
  return (
    <Field
      label={{ model: "Model", run: "Run", snapshot: "Snapshot" }[candidate.kind]}
      name={name}
      className="min-w-44 flex-1"
    >
      <Select
        required
        value={candidate.of}
        onChange={(event) => {
          const { value } = event.target;
          const nameOf = (wanted: string) => options.find(({ id }) => id === wanted)?.name;
          onChoose({ of: value, name: named(nameOf(candidate.of), nameOf(value)) });
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
