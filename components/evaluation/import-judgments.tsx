"use client";

import { type FormEvent, useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { useJudges } from "@/lib/client/mutations/judge-mutations";
import { acceptedEndings, readableFormats } from "@/lib/contract/formats";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { formatNumber } from "../ui/format-number";
import { Input } from "../ui/input";
import { Segmented } from "../ui/segmented";

const formats = readableFormats("judgments", "votes");
const choices = formats.map(({ id, name }) => ({ value: id, label: name }));

/** Takes published judgments or votes; candidates are known by their names, questions by their ids. */
export function ImportJudgments({ evaluationId, onClose }: { evaluationId: string; onClose: () => void }) {
  const { importJudgments } = useJudges(evaluationId);
  const [format, setFormat] = useState<(typeof formats)[number]["id"]>("judgment_pair");
  const [file, setFile] = useState<File | null>(null);
  const { data: done, error } = importJudgments;
  async function submit(event: FormEvent) {
    event.preventDefault();
    importJudgments.mutate({ format, text: (await file?.text()) ?? "" });
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Import judgments or votes"
      description="Files as FastChat publishes them. Models are matched by the candidates' names."
      footer={
        <Button form="import-judgments" type="submit" variant="primary" pending={importJudgments.isPending}>
          Import
        </Button>
      }
    >
      <form id="import-judgments" onSubmit={submit} className="space-y-4 pb-1">
        <Segmented legend="What the file holds" value={format} options={choices} onChange={setFormat} />
        <Field label="File">
          <Input
            required
            type="file"
            accept={acceptedEndings(formats)}
            onChange={(event) => setFile(event.target.files?.[0] ?? null)}
          />
        </Field>
        {done && (
          <div role="status" className="space-y-1 text-sm">
            <p>{formatNumber(done.taken)} taken.</p>
            {done.notes.map((note) => (
              <p key={note} className="text-ink-soft">
                {note}
              </p>
            ))}
          </div>
        )}
        {error && (
          <p role="alert" className="text-danger text-sm">
            {messageOf(error)}
          </p>
        )}
      </form>
    </Dialog>
  );
}
