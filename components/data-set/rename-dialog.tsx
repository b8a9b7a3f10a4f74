"use client";

import { useUpdateDataSet } from "@/lib/client/mutations/data-set-mutations";
import type { DataSet } from "@/lib/domain/training/data-set";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form/form-dialog";
import { useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { Textarea } from "../ui/textarea";

export function RenameDialog({ dataSet, onClose }: { dataSet: DataSet; onClose: () => void }) {
  const update = useUpdateDataSet();
  const { id: dataSetId, name, note, fields, archivedAt } = dataSet;
  const form = useForm({
    initial: { name, note },
    send: async (said) => {
      await update.mutateAsync({ dataSetId, ...said, fields, isArchived: archivedAt !== null });
      onClose();
    },
  });
  return (
    <FormDialog form={form} title="Name and note" act="Save" onClose={onClose}>
      <Field label="Name" name="name">
        <Input required maxLength={120} {...form.text("name")} />
      </Field>
      <Field label="Note" name="note" optional>
        <Textarea rows={3} maxLength={4_000} {...form.text("note")} />
      </Field>
    </FormDialog>
  );
}
