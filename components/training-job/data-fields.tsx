import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { snapshotQueries } from "@/lib/client/queries/snapshot-queries";
import { splitQueries } from "@/lib/client/queries/split-queries";
import type { TrainingTarget } from "@/lib/domain/training-job/spec";
import { Field } from "../ui/field";
import type { FormOf } from "../ui/form/use-form";
import { formatNumber } from "../ui/format-number";
import { NumberInput } from "../ui/number-input";
import { Panel } from "../ui/panel";
import { Segmented } from "../ui/segmented";
import { Select } from "../ui/select";
import type { TrainingDraft } from "./training-draft";
import { targetWords } from "./training-words";

const targets = (Object.keys(targetWords) as TrainingTarget[]).map((value) => ({
  value,
  label: targetWords[value].label,
}));

/** What it learns from: a snapshot, a part of it, or two of them mixed; and whose turns of it. */
export function DataFields({ form }: { form: FormOf<TrainingDraft> }) {
  const { snapshotId, mixedId, target } = form.draft;
  const snapshots = useQuery(snapshotQueries.whole()).data ?? [];
  const chosen = snapshots.find(({ id }) => id === snapshotId);
  const options = snapshots.map(({ id, dataSetName, number, dialogues }) => (
    <option key={id} value={id}>{`${dataSetName}, No. ${number} · ${formatNumber(dialogues)} dialogues`}</option>
  ));
  return (
    <Panel title="From what it learns" description={targetWords[target].hint} className="space-y-5">
      <Segmented
        legend="Whose turns it learns"
        value={target}
        options={targets}
        onChange={(value) => form.change({ target: value, preset: "own" })}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label="Snapshot" name="parts.0.snapshotId" hint="Frozen, so that it is known for good what was learned">
          <Select required {...form.text("snapshotId")}>
            <option value="">Choose a snapshot</option>
            {options}
          </Select>
        </Field>
        {snapshotId !== "" && <SplitField form={form} snapshotId={snapshotId} />}
        <Field
          label="Dialogues"
          name="subset.size"
          optional
          hint="Empty: all. Fewer are some of those that more would be"
        >
          <NumberInput
            min={1}
            max={chosen?.dialogues}
            placeholder={chosen ? `${chosen.dialogues}` : ""}
            {...form.text("size")}
          />
        </Field>
        {(target === "preference" || target === "binary") && (
          <Field label="Whose turns were preferred" name="side">
            <Select {...form.text("side")}>
              <option value="assistant">The assistant's</option>
              <option value="user">The user's</option>
            </Select>
          </Field>
        )}
        <Field label="Mixed with" name="parts.1.snapshotId" optional hint="A second snapshot, drawn by its weight">
          <Select {...form.text("mixedId")}>
            <option value="">Nothing</option>
            {options}
          </Select>
        </Field>
        {mixedId !== "" && (
          <div className="grid grid-cols-2 gap-4">
            <Field label="Weight" name="parts.0.weight">
              <NumberInput min={0} step="any" {...form.text("weight")} />
            </Field>
            <Field label="Of the second" name="parts.1.weight">
              <NumberInput min={0} step="any" {...form.text("mixedWeight")} />
            </Field>
          </div>
        )}
      </div>
    </Panel>
  );
}

/** The splits that were made of the snapshot. */
function SplitField({ form, snapshotId }: { form: FormOf<TrainingDraft>; snapshotId: string }) {
  const { data } = useInfiniteQuery(splitQueries.ofSnapshot(snapshotId));
  const splits = data?.pages.flatMap(({ items }) => items) ?? [];
  const isEmbedded = form.draft.way === "embedded";
  return (
    <Field
      label="Split"
      name="splitId"
      hint={
        isEmbedded
          ? "Without one a tenth is held out by cluster, for the figures"
          : "Without one all is trained on and nothing is held out"
      }
    >
      <Select {...form.text("splitId")}>
        <option value="">None</option>
        {splits.map(({ id, name, facts }) => (
          <option key={id} value={id}>
            {`${name} · ${facts.parts.map(({ dialogues }) => formatNumber(dialogues)).join(" / ")}`}
          </option>
        ))}
      </Select>
    </Field>
  );
}
