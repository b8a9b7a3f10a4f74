"use client";

import { FileText } from "lucide-react";
import { type ChangeEvent, useId, useRef } from "react";
import { acceptedEndings, readableFormats } from "@/lib/contract/formats";
import { guessFormat } from "@/lib/contract/guess-format";
import type { SeedKind } from "@/lib/domain/seed-set";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Textarea } from "../ui/textarea";
import { errorToast } from "../ui/toasts";

const formats = readableFormats("seeds");
type SeedFormat = (typeof formats)[number]["id"];
const mostBytes = 60 * 1024 * 1024;

type SeedTextFieldProps = {
  kind: SeedKind;
  format: SeedFormat;
  text: string;
  onType: (text: string) => void;
  onFile: (content: string, format: SeedFormat | undefined, fileName: string) => void;
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

/** Seeds as text: typed, pasted, or read from a chosen file in this browser. */
export function SeedTextField({ kind, format, text, onType, onFile }: SeedTextFieldProps) {
  const picker = useRef<HTMLInputElement>(null);
  const pickerId = useId();

  async function readFile({ target }: ChangeEvent<HTMLInputElement>) {
    const file = target.files?.[0];
    target.value = "";
    if (!file) return;
    if (file.size > mostBytes) {
      errorToast(`${file.name} is larger than 60 MB. Nothing was read; split it into several sets.`);
      return;
    }
    const content = await file.text();
    onFile(content, guessFormat(formats, file.name, content)?.id, file.name);
  }

  return (
    <div className="space-y-3">
      <Field label="Seeds" name="text" hint={formats.find(({ id }) => id === format)?.use}>
        <Textarea
          required
          rows={8}
          spellCheck={false}
          placeholder={examples[format][kind]}
          value={text}
          onChange={(event) => onType(event.target.value)}
          className="max-h-[50dvh] font-mono text-xs"
        />
      </Field>
      <input
        ref={picker}
        id={pickerId}
        type="file"
        accept={acceptedEndings(formats)}
        className="hidden"
        onChange={readFile}
      />
      <Button size="sm" onClick={() => picker.current?.click()}>
        <FileText aria-hidden className="size-3.5" />
        Choose a file
      </Button>
    </div>
  );
}
