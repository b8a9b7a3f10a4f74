"use client";

import { useCreateDataSet } from "@/lib/client/mutations/data-set-mutations";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import type { Snapshot } from "@/lib/domain/training/snapshot";
import { useGo } from "../layout/use-go";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form/form-dialog";
import { useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { many } from "./data-set-words";

/** A new data set that begins with the dialogues of a snapshot. */
export function ListDialog({ snapshot, onClose }: { snapshot: Snapshot; onClose: () => void }) {
  const { id: snapshotId, dataSetName, number, dialogues } = snapshot;
  const create = useCreateDataSet();
  const go = useGo();
  const form = useForm({
    initial: { name: `${dataSetName} as of No. ${number}`.slice(0, 120) },
    leaves: true,
    send: async ({ name }) => {
      const { id } = await create.mutateAsync({ name, note: "", members: { list: { snapshotId } } });
      go(dataHrefs.dataSet(id));
    },
  });
  return (
    <FormDialog
      form={form}
      title="Make a list of these dialogues"
      description={`A new data set with ${many(dialogues, "dialogue")} on its list, as they stand today: what was edited since the snapshot stays edited. Nothing else changes.`}
      act="Make the list"
      onClose={onClose}
    >
      <Field label="Name" name="name">
        <Input required maxLength={120} {...form.text("name")} />
      </Field>
    </FormDialog>
  );
}
