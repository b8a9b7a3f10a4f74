"use client";

import { useQuery } from "@tanstack/react-query";
import { messageOf } from "@/lib/client/client-error";
import { useCreateSnapshot } from "@/lib/client/mutations/data-set-mutations";
import { dataSetQueries } from "@/lib/client/queries/data-set-queries";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import type { DataSet } from "@/lib/domain/training/data-set";
import { useGo } from "../layout/use-go";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form/form-dialog";
import { useForm } from "../ui/form/use-form";
import { SkeletonRows } from "../ui/skeleton";
import { Textarea } from "../ui/textarea";
import { leftOutRows, many } from "./data-set-words";
import { LeftOut } from "./left-out";

type Props = { dataSet: Pick<DataSet, "id" | "name">; onClose: () => void };

/** How many go in and how many do not, and what freezing means; then the snapshot. */
export function FreezeDialog({ dataSet: { id: dataSetId, name }, onClose }: Props) {
  const preview = useQuery(dataSetQueries.preview(dataSetId));
  const freezing = useCreateSnapshot();
  const go = useGo();
  const form = useForm({
    initial: { note: "" },
    leaves: true,
    send: async ({ note }) => {
      const { id } = await freezing.mutateAsync({ dataSetId, note });
      go(dataHrefs.snapshot(id));
    },
  });
  return (
    <FormDialog
      form={form}
      title={`Freeze “${name}”`}
      description="A snapshot holds the dialogues turn by turn as they are at this moment, with masks, verdicts and tags, and notes which models, prompts, guidelines and sources stand behind them. It never changes, whatever is edited, judged or deleted later; nor can it be deleted."
      act="Freeze"
      disabled={preview.data?.dialogues === 0}
      onClose={onClose}
    >
      <div role="status" className="rounded-lg border border-line px-4 py-3 text-sm">
        {preview.isPending && <SkeletonRows rows={2} label="Counting what goes in" />}
        {preview.isError && <p className="text-danger">{messageOf(preview.error)}</p>}
        {preview.data && <Counts {...preview.data} />}
      </div>
      <Field label="Note" name="note" optional hint="What this snapshot is for; it cannot be changed later">
        <Textarea rows={2} maxLength={4_000} {...form.text("note")} />
      </Field>
    </FormDialog>
  );
}

function Counts({ dialogues, leftOut }: { dialogues: number; leftOut: Parameters<typeof leftOutRows>[0] }) {
  const rows = leftOutRows(leftOut);
  return (
    <>
      <p className="font-medium tabular-nums">
        {dialogues === 0 ? "No dialogue can be trained on yet." : `${many(dialogues, "dialogue")} would go in now.`}
      </p>
      {rows.length > 0 && (
        <>
          <p className="mt-2 text-ink-soft">Left out, since trainers would drop or mask them in silence:</p>
          <LeftOut rows={rows} />
        </>
      )}
    </>
  );
}
