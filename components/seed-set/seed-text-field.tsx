"use client";

import { FileText, X } from "lucide-react";
import { acceptedEndings, guessFormat, readableFormats } from "@/lib/contract/formats";
import type { SeedKind, SeedLineError } from "@/lib/domain/seed-set";
import { lookAtFile, type Reading } from "../file/look-at-file";
import { Field } from "../ui/field";
import { FileButton } from "../ui/file-input";
import { formatNumber } from "../ui/format-number";
import { IconButton } from "../ui/icon-button";
import { Textarea } from "../ui/textarea";

const formats = readableFormats("seeds");
export type SeedFormat = (typeof formats)[number]["id"];

/** What is sent: text that was typed or pasted, or a file as it is, with its beginning to look at. */
export type SeedSource = { text: string } | { file: File; beginning: string; readings: Reading[] };

type SeedTextFieldProps = {
  kind: SeedKind;
  format: SeedFormat;
  source: SeedSource;
  onSource: (source: SeedSource, format?: SeedFormat) => void;
};

const examples: Record<SeedFormat, Record<SeedKind, string>> = {
  seed_lines: { question: "How do I keep basil alive indoors?\nWhat should I see in Porto in two days?", round: "" },
  seed_jsonl: {
    question: '{"question": "How do I keep basil alive indoors?"}',
    round: '{"question": "How do I keep basil alive indoors?", "answer": "Give it light and water it from below."}',
  },
  seed_csv: {
    question: "question\nHow do I keep basil alive indoors?",
    round: "question,answer\nHow do I …?,Give it light.",
  },
};

/** Seeds as text that is typed or pasted, or as a chosen file, of which only the beginning is read here. */
export function SeedTextField({ kind, format, source, onSource }: SeedTextFieldProps) {
  async function takeFile(file: File) {
    const { beginning, readings } = await lookAtFile(file);
    onSource({ file, beginning, readings }, guessFormat(formats, file.name, beginning)?.id);
  }

  return (
    <div className="space-y-3">
      {"file" in source ? (
        <ChosenFile source={source} onRemove={() => onSource({ text: "" })} />
      ) : (
        <Field label="Seeds" name="text" hint={formats.find(({ id }) => id === format)?.use}>
          <Textarea
            required
            rows={8}
            spellCheck={false}
            placeholder={examples[format][kind]}
            value={source.text}
            onChange={(event) => onSource({ text: event.target.value })}
            className="max-h-[50dvh] font-mono text-xs"
          />
        </Field>
      )}
      <FileButton
        accept={`${acceptedEndings(formats)},.gz`}
        aria-label="File of seeds"
        onFile={(file) => void takeFile(file)}
      >
        <FileText aria-hidden className="size-3.5" />
        Choose {"file" in source ? "another" : "a"} file
      </FileButton>
    </div>
  );
}

type ChosenFileProps = { source: Extract<SeedSource, { file: File }>; onRemove: () => void };

function ChosenFile({ source: { file }, onRemove }: ChosenFileProps) {
  const kilobytes = Math.max(1, Math.round(file.size / 1024));
  return (
    <p className="flex items-center gap-2 text-sm">
      <bdi className="min-w-0 truncate font-medium">{file.name}</bdi>
      <span className="text-ink-faint text-xs tabular-nums">{formatNumber(kilobytes)} KB</span>
      <IconButton icon={X} label="Take the file out" onClick={onRemove} />
    </p>
  );
}

/** Which lines cannot be taken and why. */
export function LineErrors({ title, errors }: { title: string; errors: SeedLineError[] }) {
  return (
    <section aria-label="Lines to mend" className="rounded-lg border border-danger/30 bg-danger-soft px-4 py-3">
      <h2 className="font-semibold text-sm">{title}</h2>
      <ol className="mt-2 space-y-1 text-sm">
        {errors.map(({ line, message }) => (
          <li key={`${line} ${message}`} className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-2">
            <span className="text-ink-faint text-xs leading-5 tabular-nums">Line {line}</span>
            <span className="break-words">{message}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

export function needMending(lines: number): string {
  return `${lines === 1 ? "One line needs" : `${lines} lines need`} mending`;
}
