"use client";

import { useQuery } from "@tanstack/react-query";
import type { FieldErrors } from "@/lib/base/app-error";
import { seedSetQueries } from "@/lib/client/queries/seed-set-queries";
import { Field } from "../ui/field";
import { formatNumber } from "../ui/format-number";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import type { RunDraft } from "./run-draft";

export type DraftFieldsProps = {
  draft: RunDraft;
  change: (patch: Partial<RunDraft>) => void;
  errors: FieldErrors;
};

/** What the run is called, what it starts from, how much of it. */
export function BasicsFields({ draft, change, errors }: DraftFieldsProps) {
  const seedSets = useQuery(seedSetQueries.list());
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field label="Name" error={errors.name} className="sm:col-span-2">
        <Input
          required
          maxLength={200}
          placeholder="Travel questions, first try"
          value={draft.name}
          onChange={(event) => change({ name: event.target.value })}
        />
      </Field>
      <Field
        label="Begins with"
        hint="A seed set gives the first question, or the whole first round. Without one the user simulator opens."
        error={errors.seedSetId}
        className="sm:col-span-2"
      >
        <Select value={draft.seedSetId} onChange={(event) => change({ seedSetId: event.target.value })}>
          <option value="">Nothing: the user simulator opens</option>
          {seedSets.data?.map(({ id, name, size, kind }) => (
            <option key={id} value={id}>
              {name} ({formatNumber(size)} {kind === "round" ? "rounds" : "questions"})
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Dialogues" hint="Up to 1,000,000." error={errors.dialogues}>
        <Input
          type="number"
          required
          min={1}
          max={1_000_000}
          inputMode="numeric"
          value={draft.dialogues}
          onChange={(event) => change({ dialogues: event.target.value })}
        />
      </Field>
      <Field label="At a time" hint="Dialogues written side by side." error={errors.concurrency}>
        <Input
          type="number"
          required
          min={1}
          max={1_000}
          inputMode="numeric"
          value={draft.concurrency}
          onChange={(event) => change({ concurrency: event.target.value })}
        />
      </Field>
    </div>
  );
}
