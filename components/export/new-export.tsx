"use client";

import { useCreateExport } from "@/lib/client/mutations/training-mutations";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import type { Snapshot } from "@/lib/domain/training/snapshot";
import { useGo } from "../layout/use-go";
import { Form } from "../ui/form/form";
import { FormEnd, SubmitButton } from "../ui/form/form-end";
import { useForm } from "../ui/form/use-form";
import { faultsOf, type RecipeDraft, recipeOf, usualDraft } from "./recipe-draft";
import { RecipeFields } from "./recipe-fields";
import { RecipePreview } from "./recipe-preview";

/** A snapshot becomes training files: what they teach, for which trainer, what comes of it, and off they go. */
export function NewExport({ snapshot }: { snapshot: Pick<Snapshot, "id" | "dialogues"> }) {
  const creating = useCreateExport();
  const go = useGo();
  const form = useForm<RecipeDraft>({
    initial: usualDraft,
    leaves: true,
    check: faultsOf,
    send: async (draft) => {
      const made = await creating.mutateAsync({ body: recipeOf(snapshot.id, draft) });
      go(dataHrefs.exportOf(made.id));
    },
  });
  return (
    <Form form={form} className="space-y-5">
      <RecipeFields form={form} snapshotId={snapshot.id} dialogues={snapshot.dialogues} />
      <RecipePreview
        snapshotId={snapshot.id}
        draft={form.draft}
        onLeaveOut={(id) => form.change(({ leftOut }) => ({ leftOut: [...new Set([...leftOut, id])] }))}
        onTakeBack={() => form.change({ leftOut: [] })}
      />
      <FormEnd note="Nothing is stored twice: the files are made anew, byte by byte the same, whenever somebody downloads them.">
        <SubmitButton>Make the files</SubmitButton>
      </FormEnd>
    </Form>
  );
}
