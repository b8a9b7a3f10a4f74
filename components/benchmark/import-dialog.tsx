"use client";

import { type FormEvent, useState } from "react";
import { ClientError, messageOf } from "@/lib/client/client-error";
import { useImportBenchmark } from "@/lib/client/mutations/judging-mutations";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { doneToast } from "../ui/toasts";

/** Takes a question file, and reference answers if there are some: all lines or none, with what to mend. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState("");
  const [files, setFiles] = useState<{ questions: File | null; references: File | null }>({
    questions: null,
    references: null,
  });
  const importing = useImportBenchmark();
  const fields = importing.error instanceof ClientError ? (importing.error.fields ?? {}) : {};

  async function submit(event: FormEvent) {
    event.preventDefault();
    const [questions, references] = [await files.questions?.text(), await files.references?.text()];
    importing.mutate(
      { name, questions: questions ?? "", references: references ?? "" },
      {
        onSuccess: (benchmark) => {
          doneToast(`${benchmark.questions} questions imported`);
          onClose();
        },
      },
    );
  }
  const choose = (key: "questions" | "references") => (file: File | undefined) => {
    setFiles((before) => ({ ...before, [key]: file ?? null }));
    if (key === "questions" && file && name === "") setName(file.name.replace(/\.\w+$/, ""));
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Import a benchmark"
      description="One JSON object a line, as FastChat publishes them: question_id, category, turns."
      footer={
        <Button form="import-benchmark" type="submit" variant="primary" pending={importing.isPending}>
          Import
        </Button>
      }
    >
      <form id="import-benchmark" onSubmit={submit} className="space-y-4 pb-1">
        <Field label="Questions" hint="question.jsonl" error={fields.questions}>
          <Input
            required
            type="file"
            accept=".jsonl,.json"
            onChange={(event) => choose("questions")(event.target.files?.[0])}
          />
        </Field>
        <Field label="Reference answers" hint="reference_answer/gpt-4.jsonl" error={fields.references} optional>
          <Input
            type="file"
            accept=".jsonl,.json"
            onChange={(event) => choose("references")(event.target.files?.[0])}
          />
        </Field>
        <Field label="Name" error={fields.name}>
          <Input required maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
        {importing.error && Object.keys(fields).length === 0 && (
          <p role="alert" className="text-danger text-sm">
            {messageOf(importing.error)}
          </p>
        )}
      </form>
    </Dialog>
  );
}
