"use client";

import { useQuery } from "@tanstack/react-query";
import { snapshotQueries } from "@/lib/client/queries/snapshot-queries";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import type { Snapshot } from "@/lib/domain/training/snapshot";
import { useGo } from "../layout/use-go";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form/form-dialog";
import { useForm } from "../ui/form/use-form";
import { Select } from "../ui/select";
import { SkeletonRows } from "../ui/skeleton";

/** Another snapshot, of the same data set or of another, that this one is compared with. */
export function CompareDialog({ snapshot, onClose }: { snapshot: Snapshot; onClose: () => void }) {
  const all = useQuery(snapshotQueries.whole());
  const others = (all.data ?? []).filter(({ id }) => id !== snapshot.id);
  const go = useGo();
  const form = useForm({
    initial: { from: "" },
    leaves: true,
    send: async ({ from }) => go(dataHrefs.snapshotChanges(snapshot.id, from || (others[0]?.id ?? ""))),
  });
  return (
    <FormDialog form={form} title="Compare with" act="Compare" disabled={others.length === 0} onClose={onClose}>
      {all.isPending && <SkeletonRows rows={1} label="Reading the snapshots" />}
      {all.data && others.length === 0 && <p className="text-ink-soft text-sm">There is no other snapshot yet.</p>}
      {others.length > 0 && (
        <Field label="Snapshot" hint="What came, went and changed since that one">
          <Select {...form.text("from")} value={form.draft.from || others[0]?.id}>
            {others.map(({ id, dataSetName, number }) => (
              <option key={id} value={id}>{`${dataSetName}, No. ${number}`}</option>
            ))}
          </Select>
        </Field>
      )}
    </FormDialog>
  );
}
