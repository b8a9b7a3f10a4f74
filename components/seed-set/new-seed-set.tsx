"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { ClientError, messageOf } from "@/lib/client/client-error";
import { useImportSeedSet } from "@/lib/client/mutations/seed-set-mutations";
import { readableFormats } from "@/lib/contract/formats";
import { hrefs } from "@/lib/contract/hrefs";
import type { SeedKind } from "@/lib/domain/seed-set";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Panel } from "../ui/panel";
import { Segmented } from "../ui/segmented";
import { LineErrors } from "./line-errors";
import { lineErrorsOf } from "./line-errors-of";
import { SeedTextField } from "./seed-text-field";

const kinds = [
  { value: "question", label: "First question" },
  { value: "round", label: "Whole first round" },
] as const;

const formats = readableFormats("seeds");
type SeedFormat = (typeof formats)[number]["id"];
/** Those that can hold what a seed is to give. */
const formatsFor: Record<SeedKind, typeof formats> = {
  question: formats,
  round: formats.filter(({ fields }) => fields.some((field) => field === "answer")),
};

/** Makes a seed set of typed, pasted or chosen text: all of its lines, or none with what to mend. */
export function NewSeedSet() {
  const [name, setName] = useState("");
  const [kind, setKind] = useState<SeedKind>("question");
  const [format, setFormat] = useState<SeedFormat>("seed_lines");
  const [text, setText] = useState("");
  const importing = useImportSeedSet();
  const router = useRouter();
  const fields = importing.error instanceof ClientError ? (importing.error.fields ?? {}) : {};
  const lineErrors = lineErrorsOf(importing.error);

  function submit(event: FormEvent) {
    event.preventDefault();
    importing.mutate({ name, kind, format, text }, { onSuccess: (seedSet) => router.push(hrefs.seedSet(seedSet.id)) });
  }

  function takeText(next: string, guessed?: SeedFormat, fileName?: string) {
    setText(next);
    if (guessed) setFormat(guessed);
    if (fileName && name === "") setName(fileName.replace(/\.\w+$/, ""));
  }

  function chooseKind(next: SeedKind) {
    setKind(next);
    const fitting = formatsFor[next];
    if (!fitting.some(({ id }) => id === format)) setFormat(fitting[0]?.id ?? format);
  }

  return (
    <form onSubmit={submit} className="space-y-5">
      <Panel className="space-y-5">
        <Field label="Name" error={fields.name}>
          <Input required maxLength={200} value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
        <div className="flex flex-wrap gap-x-6 gap-y-3">
          <Segmented legend="What a seed gives" value={kind} options={kinds} onChange={chooseKind} />
          <Segmented
            legend="Format"
            value={format}
            options={formatsFor[kind].map(({ id, name }) => ({ value: id, label: name }))}
            onChange={setFormat}
          />
        </div>
        <SeedTextField kind={kind} format={format} text={text} error={fields.text} onText={takeText} />
        {lineErrors.length > 0 && <LineErrors errors={lineErrors} />}
      </Panel>
      <div className="flex flex-wrap items-center justify-end gap-3">
        {importing.isError && (
          <p role="alert" className="text-danger text-sm">
            {messageOf(importing.error)}
          </p>
        )}
        <Button type="submit" variant="primary" pending={importing.isPending || importing.isSuccess}>
          Make the seed set
        </Button>
      </div>
    </form>
  );
}
