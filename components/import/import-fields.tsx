import { readableFormats } from "@/lib/contract/formats";
import type { ImportOptions, ImportSource } from "@/lib/domain/import-options";
import type { LegacyEncoding, Reading } from "../file/look-at-file";
import { Field } from "../ui/field";
import type { FormOf } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { Panel } from "../ui/panel";
import { Select } from "../ui/select";
import { SkeletonRows } from "../ui/skeleton";
import { Textarea } from "../ui/textarea";
import { ImportPreviewPanel, ProblemList } from "./import-preview";
import { madeWords, optionWords } from "./import-words";
import type { DialogueFormat, useImportPreview } from "./use-import-preview";

const formats = readableFormats("dialogues", "whole");

export type ImportDraft = ImportOptions &
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

export const emptyImport: ImportDraft = {
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

type FormatChoiceProps = { form: FormOf<ImportDraft>; recognised: DialogueFormat | null | undefined };

/** What the file holds: as it was recognised, until somebody says otherwise. */
export function FormatChoice({ form, recognised }: FormatChoiceProps) {
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

type BecomingProps = { form: FormOf<ImportDraft>; preview: ReturnType<typeof useImportPreview> };

/** What the file's first dialogues become, and the choices that change it. */
export function Becoming({ form, preview: { data, error, isPending } }: BecomingProps) {
  const isOurs = data?.format === "realchat";
  return (
    <Panel className="space-y-4">
      <h2 className="font-semibold">What it becomes</h2>
      {isPending && <SkeletonRows label="Reading the beginning of the file" />}
      {error && <p className="text-danger text-sm">{error.message}</p>}
      {data && data.format !== null && <ImportPreviewPanel preview={data} />}
      {data?.format === null && data.problems.length > 0 && <ProblemList problems={data.problems} />}
      {data?.format === null && data.problems.length === 0 && (
        <p className="text-ink-soft text-sm">The file is of no format that is known by its shape. Choose one above.</p>
      )}
      {isOurs && (
        <p className="text-sm">
          A file of RealChat’s own: each dialogue comes back as it was, with its branches, verdict, tags, masks and end
          mark.
        </p>
      )}
      <div className="grid gap-4 sm:grid-cols-3">
        {!isOurs && (
          <>
            <Choice
              label="Where the assistant begins"
              words={optionWords.leadingAssistant}
              {...form.choice("leadingAssistant")}
            />
            <Choice label="Two turns of one speaker" words={optionWords.sameSpeaker} {...form.choice("sameSpeaker")} />
          </>
        )}
        <Choice label="Lines that cannot be taken" words={optionWords.badLines} {...form.choice("badLines")} />
      </div>
    </Panel>
  );
}

/** Where the dialogues come from, as far as anybody knows. */
export function SourceFields({ form }: { form: FormOf<ImportDraft> }) {
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
