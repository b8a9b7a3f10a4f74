import { useQuery } from "@tanstack/react-query";
import { snapshotQueries } from "@/lib/client/queries/snapshot-queries";
import { splitQueries } from "@/lib/client/queries/split-queries";
import type { ClusterKind } from "@/lib/domain/training/split-spec";
import { many } from "../data-set/data-set-words";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { FieldGroup } from "../ui/field-group";
import type { FormOf } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { NumberInput } from "../ui/number-input";
import { Select } from "../ui/select";
import { kinds, kindWords } from "./split-words";

export type SplitDraft = {
  name: string;
  seed: string;
  train: string;
  validation: string;
  test: string;
  together: Record<ClusterKind, boolean>;
  topics: string;
  earlierId: string;
  /** Snapshots that it holds besides. */
  others: string[];
};

export const emptySplit: SplitDraft = {
  name: "",
  seed: "125",
  train: "90",
  validation: "5",
  test: "5",
  together: { source_user: true, seed: true, conversation: true, duplicate: true, opening: true, topic: true },
  topics: "",
  earlierId: "",
  others: [],
};

export function Shares({ form }: { form: FormOf<SplitDraft> }) {
  return (
    <FieldGroup
      legend="Shares in percent"
      name="shares"
      hint="100 in all. Clusters are never cut, so parts come as near as clusters allow."
    >
      <div className="grid grid-cols-3 gap-4">
        <Field label="Train" name="shares.train">
          <NumberInput required min={1} max={100} {...form.text("train")} />
        </Field>
        <Field label="Validation" name="shares.validation">
          <NumberInput required min={0} max={100} {...form.text("validation")} />
        </Field>
        <Field label="Test" name="shares.test">
          <NumberInput required min={0} max={100} {...form.text("test")} />
        </Field>
      </div>
    </FieldGroup>
  );
}

export function Together({ form }: { form: FormOf<SplitDraft> }) {
  const flags = form.part("together");
  return (
    <>
      <FieldGroup legend="What stays together" hint="Dialogues that have one of these in common stand in one part.">
        <div className="grid gap-3 sm:grid-cols-2">
          {kinds.map((kind) => (
            <Checkbox key={kind} label={kindWords[kind].label} hint={kindWords[kind].hint} {...flags.flag(kind)} />
          ))}
        </div>
      </FieldGroup>
      {form.draft.together.topic && (
        <Field
          label="Tags that are topics"
          name="topics"
          optional
          hint="Separated by commas. Other tags keep nothing together."
        >
          <Input {...form.text("topics")} />
        </Field>
      )}
    </>
  );
}

export function Others({ form, snapshotId }: { form: FormOf<SplitDraft>; snapshotId: string }) {
  const snapshots = useQuery(snapshotQueries.whole());
  const others = snapshots.data?.filter(({ id }) => id !== snapshotId) ?? [];
  if (others.length === 0) return null;
  const { others: chosen } = form.draft;
  return (
    <FieldGroup
      legend="Together with other snapshots"
      hint="For mixes: what they have in common stands in one part of the split, too."
    >
      <div className="max-h-48 space-y-1.5 overflow-y-auto">
        {others.map(({ id, dataSetName, number, dialogues }) => (
          <Checkbox
            key={id}
            label={`${dataSetName}, No. ${number} (${many(dialogues, "dialogue")})`}
            checked={chosen.includes(id)}
            onChange={({ target }) =>
              form.change({ others: target.checked ? [...chosen, id] : chosen.filter((other) => other !== id) })
            }
          />
        ))}
      </div>
    </FieldGroup>
  );
}

export function Follow({ form }: { form: FormOf<SplitDraft> }) {
  const splits = useQuery(splitQueries.whole());
  if (!splits.data || splits.data.length === 0) return null;
  return (
    <Field
      label="Follows"
      name="earlierId"
      hint="What stood in a part of an earlier split stays there, so that what was tested on is never trained on."
    >
      <Select {...form.text("earlierId")}>
        <option value="">No earlier split</option>
        {splits.data.map(({ id, name, snapshots }) => (
          <option key={id} value={id}>
            {`${name} · ${snapshots.map(({ dataSetName, number }) => `${dataSetName} ${number}`).join(", ")}`}
          </option>
        ))}
      </Select>
    </Field>
  );
}
