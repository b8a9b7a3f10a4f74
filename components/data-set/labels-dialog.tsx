"use client";

import { useUpdateDataSet } from "@/lib/client/mutations/data-set-mutations";
import type { DataSet } from "@/lib/domain/training/data-set";
import { fieldDraftOf, fieldsOf } from "../review/label-draft";
import { LabelFields } from "../review/label-fields";
import { FormDialog } from "../ui/form/form-dialog";
import { useForm } from "../ui/form/use-form";

/** The labels of a data set, as a lead or its curator defines them. */
export function LabelsDialog({ dataSet, onClose }: { dataSet: DataSet; onClose: () => void }) {
  const update = useUpdateDataSet();
  const form = useForm({
    initial: { fields: dataSet.fields.map(fieldDraftOf) },
    send: async ({ fields }) => {
      await update.mutateAsync({ dataSetId: dataSet.id, fields: fieldsOf(fields) });
      onClose();
    },
  });
  return (
    <FormDialog
      form={form}
      title="Labels"
      description="What people say of its dialogues besides the verdict. Queues that are made of this data set begin with these labels; a snapshot holds what was settled by them, from whichever queue."
      act="Save"
      onClose={onClose}
    >
      <LabelFields
        name="fields"
        drafts={form.draft.fields}
        rowAt={(i) => form.row("fields", i)}
        onChange={(fields) => form.change({ fields })}
      />
    </FormDialog>
  );
}
