"use client";

import { useCreateImport } from "@/lib/client/mutations/import-mutations";
import { acceptedEndings, readableFormats } from "@/lib/contract/formats";
import { hrefs } from "@/lib/contract/hrefs";
import { EncodingChoice } from "../file/encoding-choice";
import { lookAtFile } from "../file/look-at-file";
import { useGo } from "../layout/use-go";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { FileInput } from "../ui/file-input";
import { Form } from "../ui/form/form";
import { FormEnd, SubmitButton } from "../ui/form/form-end";
import { useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { Panel } from "../ui/panel";
import { UploadProgress } from "../ui/upload-progress";
import { Becoming, emptyImport, FormatChoice, type ImportDraft, SourceFields } from "./import-fields";
import { type DialogueFormat, useImportPreview } from "./use-import-preview";

/** Choose a file, see what its dialogues become, say where they come from, and let a job take them in. */
export function NewImport() {
  const importing = useCreateImport();
  const go = useGo();
  const form = useForm<ImportDraft>({
    initial: emptyImport,
    leaves: true,
    send: async ({ file, format, again, readings: _, ...query }) => {
      const chosen = format || recognised;
      if (!file || !chosen) return;
      const asked = { ...query, format: chosen, fileName: file.name, again: again ? "yes" : "no" } as const;
      const made = await importing.mutateAsync({ query: asked, file });
      go(hrefs.importOf(made.id));
    },
  });
  const { file, format, readings, encoding, leadingAssistant, sameSpeaker } = form.draft;
  const preview = useImportPreview(file, { format: format || undefined, encoding, leadingAssistant, sameSpeaker });
  const recognised = preview.data?.recognised as DialogueFormat | null | undefined;

  async function choose(next: File | null) {
    const found = next ? (await lookAtFile(next)).readings : [];
    form.change(({ name }) => ({
      file: next,
      readings: found,
      encoding: undefined,
      format: "",
      name: name || (next?.name.replace(/(\.\w+){1,2}$/, "") ?? ""),
    }));
  }

  return (
    <Form form={form} guarded className="space-y-5">
      <Panel className="space-y-5">
        <Field
          label="File"
          name="file"
          hint="JSON or JSON Lines, also packed with gzip, or Parquet. Nothing is stored before you press Import."
        >
          <FileInput
            required
            accept={`${acceptedEndings(readableFormats("dialogues", "whole"))},.gz,.txt,.parquet`}
            onChange={(next) => void choose(next)}
          />
        </Field>
        {file && (
          <>
            <Field label="Name" name="name" hint="What lists and filters call it">
              <Input required maxLength={200} {...form.text("name")} />
            </Field>
            {readings.length > 0 && (
              <EncodingChoice
                readings={readings}
                encoding={encoding}
                onChoose={(next) => form.change({ encoding: next })}
              />
            )}
            <FormatChoice form={form} recognised={recognised} />
          </>
        )}
      </Panel>
      {file && (
        <>
          <Becoming form={form} preview={preview} />
          <SourceFields form={form} />
          <Checkbox label="Import it although the very same file was imported before" {...form.flag("again")} />
          <UploadProgress sent={importing.sent} />
          {importing.isWaiting && (
            <p role="status" className="text-sm text-warn">
              The studio cannot be reached. The file goes on where it was as soon as it can, also when you come back to
              this page and choose it again.
            </p>
          )}
        </>
      )}
      <FormEnd>
        <SubmitButton disabled={format === "" && (preview.isLoading || preview.isPlaceholderData)}>Import</SubmitButton>
      </FormEnd>
    </Form>
  );
}
