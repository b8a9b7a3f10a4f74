"use client";

import { useRouter } from "next/navigation";
import { useImportSeedSet } from "@/lib/client/mutations/seed-set-mutations";
import { readableFormats } from "@/lib/contract/formats";
import { hrefs } from "@/lib/contract/hrefs";
import type { SeedKind } from "@/lib/domain/seed-set";
import { Field } from "../ui/field";
import { Form } from "../ui/form/form";
import { FormEnd, SubmitButton } from "../ui/form/form-end";
import { useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { Panel } from "../ui/panel";
import { Segmented } from "../ui/segmented";
import { UploadProgress } from "../ui/upload-progress";
import { LineErrors } from "./line-errors";
import { lineErrorsOf } from "./line-errors-of";
import { type SeedFormat, type SeedSource, SeedTextField } from "./seed-text-field";

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
  const router = useRouter();
  const form = useForm({
    initial: {
      name: "",
      kind: "question" as SeedKind,
      format: "seed_lines" as SeedFormat,
      text: "",
      file: null as File | null,
      beginning: "",
    },
    leaves: true,
    send: async ({ name, kind, format, text, file }) => {
      const body = file ?? new Blob([text]);
      const seedSet = await importing.mutateAsync({ query: { name, kind, format }, body });
      router.push(hrefs.seedSet(seedSet.id));
    },
  });
  const { kind, format, text, file, beginning } = form.draft;
  const lineErrors = lineErrorsOf(importing.error);

  function takeSource(source: SeedSource, guessed?: SeedFormat) {
    if ("text" in source) form.change({ text: source.text, file: null, beginning: "" });
    else
      form.change((before) => ({
        file: source.file,
        beginning: source.beginning,
        format: guessed ?? before.format,
        name: before.name || source.file.name.replace(/\.\w+$/, ""),
      }));
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
          source={file ? { file, beginning } : { text }}
          onSource={takeSource}
        />
        <UploadProgress sent={importing.sent} />
        {lineErrors.length > 0 && <LineErrors errors={lineErrors} />}
      </Panel>
      <FormEnd>
        <SubmitButton>Make the seed set</SubmitButton>
      </FormEnd>
    </Form>
  );
}
