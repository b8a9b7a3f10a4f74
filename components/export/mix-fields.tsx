import { useQuery } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { snapshotQueries } from "@/lib/client/queries/snapshot-queries";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { FieldGroup } from "../ui/field-group";
import type { FormOf } from "../ui/form/use-form";
import { formatNumber } from "../ui/format-number";
import { IconButton } from "../ui/icon-button";
import { NumberInput } from "../ui/number-input";
import { Panel } from "../ui/panel";
import { Select } from "../ui/select";
import type { MixRow, RecipeDraft } from "./recipe-draft";

/** As many as a recipe takes. */
const mostParts = 16;

type MixFieldsProps = { form: FormOf<RecipeDraft>; snapshotId: string };

/** Other snapshots that go into the same files, and how much of each; nothing where there is no other. */
export function MixFields({ form, snapshotId }: MixFieldsProps) {
  const { mix } = form.draft;
  const { data: snapshots = [] } = useQuery(snapshotQueries.whole());
  const taken = mix.length > 0 ? mix.map((part) => part.snapshotId) : [snapshotId];
  const next = snapshots.find(({ id }) => !taken.includes(id));
  if (mix.length === 0 && !next) return null;
  const add = () => {
    if (!next) return;
    const before = mix.length > 0 ? mix : [{ key: 0, snapshotId, weight: "" }];
    const key = Math.max(...before.map((row) => row.key)) + 1;
    form.change({ mix: [...before, { key, snapshotId: next.id, weight: "" }] });
  };
  return (
    <Panel
      title="Mixed with other snapshots"
      description={
        mix.length > 0
          ? "Without weights all of each goes in. With weights, one of 2 gives twice as many dialogues as one of 1, until a snapshot has none left: the rest of the others stays out. A dialogue that stands in several is taken once."
          : "The files may hold the dialogues of several snapshots, all of them or in shares."
      }
      aside={
        <Button size="sm" onClick={add} disabled={!next || taken.length >= mostParts}>
          <Plus aria-hidden className="size-4" />
          Add a snapshot
        </Button>
      }
    >
      {mix.length > 0 && (
        <FieldGroup legend="What is mixed" isLegendHidden name="parts">
          <ol className="space-y-3">
            {mix.map((part, i) => {
              const row = form.row("mix", i);
              return (
                <li key={part.key} className="flex flex-wrap items-end gap-3">
                  <Field label="Snapshot" name={`parts.${i}.snapshotId`} className="min-w-32 flex-1">
                    <Select {...row.text("snapshotId")} disabled={part.snapshotId === snapshotId}>
                      {snapshots
                        .filter(({ id }) => id === part.snapshotId || !taken.includes(id))
                        .map(({ id, dataSetName, number, dialogues }) => (
                          <option key={id} value={id}>
                            {`No. ${number} of ${dataSetName} · ${formatNumber(dialogues)} dialogues`}
                          </option>
                        ))}
                    </Select>
                  </Field>
                  <Field label="Weight" name={`parts.${i}.weight`} className="w-20">
                    <NumberInput step="any" min={0} max={1_000} placeholder="all" {...row.text("weight")} />
                  </Field>
                  <IconButton
                    icon={X}
                    label={`Take out snapshot ${i + 1}`}
                    disabled={part.snapshotId === snapshotId}
                    onClick={() => form.change({ mix: without(mix, i) })}
                  />
                </li>
              );
            })}
          </ol>
        </FieldGroup>
      )}
    </Panel>
  );
}

/** One snapshot alone is no mix. */
function without(mix: MixRow[], at: number): MixRow[] {
  return mix.length <= 2 ? [] : mix.filter((_, i) => i !== at);
}
