"use client";

import { useQuery } from "@tanstack/react-query";
import { call } from "@/lib/client/call";
import { ClientError, messageOf } from "@/lib/client/client-error";
import { useImportSeedSet } from "@/lib/client/mutations/seed-set-mutations";
import { queryKeys } from "@/lib/client/query-keys";
import { readableFormats } from "@/lib/contract/formats";
import { hrefs } from "@/lib/contract/hrefs";
import type { SeedKind, SeedLineError } from "@/lib/domain/seed-set";
import { EncodingChoice } from "../file/encoding-choice";
import type { LegacyEncoding, Reading } from "../file/look-at-file";
import { beginningOfFile } from "../import/beginning-of-file";
import { useGo } from "../layout/use-go";
import { Field } from "../ui/field";
import { Form } from "../ui/form/form";
import { FormEnd, SubmitButton } from "../ui/form/form-end";
import { useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { Panel } from "../ui/panel";
import { Segmented } from "../ui/segmented";
import { UploadProgress } from "../ui/upload-progress";
import { LineErrors, needMending, type SeedFormat, type SeedSource, SeedTextField } from "./seed-text-field";

const kinds = [
  { value: "question", label: "First question" },
  { value: "round", label: "Whole first round" },
] as const;

const formats = readableFormats("seeds");
/** Those that can hold what a seed is to give. */
const formatsFor: Record<SeedKind, typeof formats> = {
  question: formats,
  round: formats.filter(({ fields }) => fields.some((field) => field === "answer")),
};

/** Makes a seed set of typed, pasted or chosen text: all of its lines, or none with what to mend. */
export function NewSeedSet() {
  const importing = useImportSeedSet();
  const go = useGo();
  const form = useForm({
    initial: {
      name: "",
      kind: "question" as SeedKind,
      format: "seed_lines" as SeedFormat,
      text: "",
      file: null as File | null,
      beginning: "",
      readings: [] as Reading[],
      encoding: undefined as LegacyEncoding | undefined,
    },
    leaves: true,
    send: async ({ name, kind, format, text, file, encoding }) => {
      const body = file ?? new Blob([text]);
      const seedSet = await importing.mutateAsync({ query: { name, kind, format, encoding }, body });
      go(hrefs.seedSet(seedSet.id));
    },
  });
  const { kind, format, text, file, beginning, readings, encoding } = form.draft;

  function takeSource(source: SeedSource, guessed?: SeedFormat) {
    if ("text" in source)
      form.change({ text: source.text, file: null, beginning: "", readings: [], encoding: undefined });
    else
      form.change((before) => ({
        file: source.file,
        beginning: source.beginning,
        readings: source.readings,
        encoding: undefined,
        format: guessed ?? before.format,
        name: before.name || source.file.name.replace(/\.\w+$/, ""),
      }));
  }

  function chooseEncoding(next: LegacyEncoding) {
    form.change({ encoding: next, beginning: readings.find((one) => one.encoding === next)?.beginning ?? beginning });
  }

  function chooseKind(next: SeedKind) {
    const fitting = formatsFor[next];
    const fits = fitting.some(({ id }) => id === format);
    form.change({ kind: next, format: fits ? format : (fitting[0]?.id ?? format) });
  }

  return (
    <Form form={form} guarded className="space-y-5">
      <Panel className="space-y-5">
        <Field label="Name" name="name">
          <Input required maxLength={200} {...form.text("name")} />
        </Field>
        <div className="flex flex-wrap gap-x-6 gap-y-3">
          <Segmented legend="What a seed gives" value={kind} options={kinds} onChange={chooseKind} />
          <Segmented
            legend="Format"
            options={formatsFor[kind].map(({ id, name }) => ({ value: id, label: name }))}
            {...form.choice("format")}
          />
        </div>
        <SeedTextField
          kind={kind}
          format={format}
          source={file ? { file, beginning, readings } : { text }}
          onSource={takeSource}
        />
        {readings.length > 0 && <EncodingChoice readings={readings} encoding={encoding} onChoose={chooseEncoding} />}
        <UploadProgress sent={importing.sent} />
        <AsRead {...form.draft} errors={lineErrorsOf(importing.error)} />
      </Panel>
      <FormEnd>
        <SubmitButton>Make the seed set</SubmitButton>
      </FormEnd>
    </Form>
  );
}

type AsReadProps = Omit<Parameters<typeof SeedPreview>[0], "file"> & {
  file: File | null;
  readings: Reading[];
  errors: SeedLineError[];
};

/** What the seeds will be, or what of them was refused. */
function AsRead({ file, readings, errors, kind, format, encoding }: AsReadProps) {
  if (errors.length > 0)
    return <LineErrors title={`${needMending(errors.length)}; nothing was saved`} errors={errors} />;
  if (!file || (readings.length > 0 && !encoding)) return null;
  return <SeedPreview file={file} kind={kind} format={format} encoding={encoding} />;
}

/** The refused lines that an import's error carries; empty for any other error. */
function lineErrorsOf(error: unknown): SeedLineError[] {
  const details = error instanceof ClientError ? error.details : undefined;
  if (typeof details !== "object" || details === null || !("errors" in details)) return [];
  return Array.isArray(details.errors) ? details.errors.filter(isLineError) : [];
}

function isLineError(value: unknown): value is SeedLineError {
  return typeof value === "object" && value !== null && "line" in value && "message" in value;
}

type SeedPreviewProps = { file: File; kind: SeedKind; format: SeedFormat; encoding: LegacyEncoding | undefined };

/** The first seeds of a chosen file as they will be, and lines that need mending. */
function SeedPreview({ file, ...asked }: SeedPreviewProps) {
  const { data, error } = useQuery({
    queryKey: [...queryKeys.seedSets.all, "preview", file.name, file.size, file.lastModified, asked],
    queryFn: async ({ signal }) => {
      const { blob, isPart } = await beginningOfFile(file);
      return call("previewSeeds", { query: { ...asked, part: isPart ? "yes" : "no" }, body: blob, signal });
    },
    // What was shown stays until the new one is there.
    placeholderData: (before) => before,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  if (error) return <p className="text-danger text-sm">{messageOf(error)}</p>;
  if (!data) return <p className="text-ink-faint text-sm">Reading the beginning…</p>;
  const { seeds, errors, isAll } = data;
  return (
    <div className="space-y-3">
      {errors.length > 0 && (
        <LineErrors title={`${needMending(errors.length)}${isAll ? "" : " at the beginning"}`} errors={errors} />
      )}
      {seeds.length > 0 && (
        <ol aria-label="The first seeds" className="divide-y divide-line rounded-md border border-line text-sm">
          {seeds.map(({ question, answer }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: seeds of a file have their order and nothing else
            <li key={i} className="space-y-1 px-3 py-2">
              <p dir="auto" className="line-clamp-3 whitespace-pre-wrap break-words">
                {question}
              </p>
              {answer !== undefined && (
                <p dir="auto" className="line-clamp-2 whitespace-pre-wrap break-words text-ink-soft">
                  {answer}
                </p>
              )}
            </li>
          ))}
        </ol>
      )}
      {seeds.length > 0 && !isAll && <p className="text-ink-faint text-xs">And more like these.</p>}
      {seeds.length === 0 && errors.length === 0 && <p className="text-ink-soft text-sm">There is no seed in here.</p>}
    </div>
  );
}
