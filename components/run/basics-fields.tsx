"use client";

import { useQuery } from "@tanstack/react-query";
import { seedSetQueries } from "@/lib/client/queries/seed-set-queries";
import { Field } from "../ui/field";
import type { DraftFields } from "../ui/form/draft-fields";
import { formatNumber } from "../ui/format-number";
import { Input } from "../ui/input";
import { NumberInput } from "../ui/number-input";
import { Select } from "../ui/select";
import type { RunDraft } from "./run-draft";

/** What the run is called, what it starts from, how much of it. */
export function BasicsFields({ fields }: { fields: DraftFields<RunDraft> }) {
  const seedSets = useQuery(seedSetQueries.list());
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field label="Name" name="name" className="sm:col-span-2">
        <Input required maxLength={200} placeholder="Travel questions, first try" {...fields.text("name")} />
      </Field>
      <Field
        label="Begins with"
        hint="A seed set gives the first question, or the whole first round. Without one the user simulator opens."
        name="seedSetId"
        className="sm:col-span-2"
      >
        <Select {...fields.text("seedSetId")}>
          <option value="">Nothing: the user simulator opens</option>
          {seedSets.data?.map(({ id, name, size, kind }) => (
            <option key={id} value={id}>
              {name} ({formatNumber(size)} {kind === "round" ? "rounds" : "questions"})
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Dialogues" hint="Up to 1,000,000." name="dialogues">
        <NumberInput required min={1} max={1_000_000} {...fields.text("dialogues")} />
      </Field>
      <Field label="At a time" hint="Dialogues written side by side." name="concurrency">
        <NumberInput required min={1} max={1_000} {...fields.text("concurrency")} />
      </Field>
    </div>
  );
}
