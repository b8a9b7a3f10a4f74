"use client";

import { useCreateImport } from "@/lib/client/mutations/import-mutations";
import { acceptedEndings, readableFormats } from "@/lib/contract/formats";
import { hrefs } from "@/lib/contract/hrefs";
import type { ImportOptions, ImportSource } from "@/lib/domain/import-options";
import { EncodingChoice } from "../file/encoding-choice";
import { type LegacyEncoding, lookAtFile, type Reading } from "../file/look-at-file";
import { useGo } from "../layout/use-go";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { FileInput } from "../ui/file-input";
import { Form } from "../ui/form/form";
import { FormEnd, SubmitButton } from "../ui/form/form-end";
import { type FormOf, useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { Panel } from "../ui/panel";
import { Select } from "../ui/select";
import { SkeletonRows } from "../ui/skeleton";
import { Textarea } from "../ui/textarea";
import { UploadProgress } from "../ui/upload-progress";
import { ImportPreviewPanel } from "./import-preview";
import { madeWords, optionWords } from "./import-words";
import { type DialogueFormat, useImportPreview } from "./use-import-preview";

const formats = readableFormats("dialogues");

type Draft = ImportOptions &
  Omit<ImportSource, "note"> & {
    file: File | null;
    name: string;
    /** Empty: what the file is recognised as. */
    format: DialogueFormat | "";
    again: boolean;
    /** How it may have been saved; empty where it is UTF-8. */
    readings: Reading[];
    encoding: LegacyEncoding | undefined;
  };

const initial: Draft = {
  file: null,
  name: "",
  format: "",
  leadingAssistant: "keep",
  sameSpeaker: "join",
  badLines: "leave_out",
  made: "unknown",
  licence: "",
  consent: "",
  language: "",
  again: false,
  readings: [],
  encoding: undefined,
};

/** Choose a file, see what its dialogues become, say where they come from, and let a job take them in. */
export function NewImport() {
  const importing = useCreateImport();
  const go = useGo();
  const form = useForm<Draft>({
    initial,
    leaves: true,
    send: async ({ file, format, again, readings: _, ...query }) => {
      const chosen = format || recognised;
      if (!file || !chosen) return;
      const asked = { ...query, format: chosen, fileName: file.name, again: again ? "yes" : "no" } as const;
      const made = await importing.mutateAsync({ query: asked, body: file });
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
          hint="JSON or JSON Lines, also packed with gzip. Nothing is stored before you press Import."
        >
          <FileInput required accept={`${acceptedEndings(formats)},.gz,.txt`} onChange={(next) => void choose(next)} />
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
        </>
      )}
      <FormEnd>
        <SubmitButton>Import</SubmitButton>
      </FormEnd>
    </Form>
  );
}

type FormatChoiceProps = { form: FormOf<Draft>; recognised: DialogueFormat | null | undefined };

/** What the file holds: as it was recognised, until somebody says otherwise. */
function FormatChoice({ form, recognised }: FormatChoiceProps) {
  const { format } = form.draft;
  return (
    <Field label="Format" name="format" hint={formatHint(recognised, format)}>
      <Select
        required
        value={format || (recognised ?? "")}
        onChange={({ target }) => form.change({ format: target.value as DialogueFormat })}
      >
        <option value="" disabled>
          Choose what the file holds
        </option>
        {formats.map(({ id, name, use }) => (
          <option key={id} value={id}>
            {`${name} · ${use}`}
          </option>
        ))}
      </Select>
    </Field>
  );
}

type BecomingProps = { form: FormOf<Draft>; preview: ReturnType<typeof useImportPreview> };

/** What the file's first dialogues become, and the choices that change it. */
function Becoming({ form, preview: { data, error, isPending } }: BecomingProps) {
  return (
    <Panel className="space-y-4">
      <h2 className="font-semibold">What it becomes</h2>
      {isPending && <SkeletonRows label="Reading the beginning of the file" />}
      {error && <p className="text-danger text-sm">{error.message}</p>}
      {data && data.format !== null && <ImportPreviewPanel preview={data} />}
      {data?.format === null && (
        <p className="text-ink-soft text-sm">The file is of no format that is known by its shape. Choose one above.</p>
      )}
      <div className="grid gap-4 sm:grid-cols-3">
        <Choice
          label="Where the assistant begins"
          words={optionWords.leadingAssistant}
          {...form.choice("leadingAssistant")}
        />
        <Choice label="Two turns of one speaker" words={optionWords.sameSpeaker} {...form.choice("sameSpeaker")} />
        <Choice label="Lines that cannot be taken" words={optionWords.badLines} {...form.choice("badLines")} />
      </div>
    </Panel>
  );
}

/** Where the dialogues come from, as far as anybody knows. */
function SourceFields({ form }: { form: FormOf<Draft> }) {
  return (
    <Panel className="space-y-4">
      <h2 className="font-semibold">Where it comes from</h2>

      <div className="grid gap-4 sm:grid-cols-3">
        <Choice label="Who said what the user says" words={madeWords} {...form.choice("made")} />
        <Field label="Licence" name="licence" optional>
          <Input maxLength={200} placeholder="CC BY 4.0" {...form.text("licence")} />
        </Field>
        <Field label="Language" name="language" optional>
          <Input maxLength={60} placeholder="en" {...form.text("language")} />
        </Field>
      </div>
      <Field label="Consent" name="consent" optional hint="On what ground people's words may be used">
        <Textarea maxLength={1_000} rows={2} {...form.text("consent")} />
      </Field>
    </Panel>
  );
}

function formatHint(recognised: string | null | undefined, chosen: string): string | undefined {
  if (recognised === undefined) return undefined;
  if (recognised === null) return "It was not recognised by what it holds.";
  const name = formats.find(({ id }) => id === recognised)?.name ?? recognised;
  return chosen !== "" && chosen !== recognised ? `By what it holds it is ${name}.` : "Recognised by what it holds.";
}

type ChoiceProps<T extends string> = {
  label: string;
  words: Record<T, string>;
  value: T;
  onChange: (value: T) => void;
};

function Choice<T extends string>({ label, words, value, onChange }: ChoiceProps<T>) {
  return (
    <Field label={label}>
      <Select value={value} onChange={({ target }) => onChange(target.value as T)}>
        {(Object.entries(words) as [T, string][]).map(([key, word]) => (
          <option key={key} value={key}>
            {word}
          </option>
        ))}
      </Select>
    </Field>
  );
}
