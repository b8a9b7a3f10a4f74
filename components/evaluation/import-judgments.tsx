"use client";

import { useJudges } from "@/lib/client/mutations/judge-mutations";
import { acceptedEndings, readableFormats } from "@/lib/contract/formats";
import { Field } from "../ui/field";
import { FileInput } from "../ui/file-input";
import { FormDialog } from "../ui/form/form-dialog";
import { useForm } from "../ui/form/use-form";
import { formatNumber } from "../ui/format-number";
import { Segmented } from "../ui/segmented";
import { UploadProgress } from "../ui/upload-progress";

const formats = readableFormats("judgments", "votes");
const choices = formats.map(({ id, name }) => ({ value: id, label: name }));

const seconds = [
  { value: "left_out", label: "Leave out" },
  { value: "kept", label: "Keep, as another rater's" },
] as const;
type Second = (typeof seconds)[number]["value"];

/** Takes published judgments or votes; candidates are known by their names, questions by their ids. */
export function ImportJudgments({ evaluationId, onClose }: { evaluationId: string; onClose: () => void }) {
  const { importJudgments } = useJudges(evaluationId);
  const form = useForm({
    initial: {
      format: "judgment_pair" as (typeof formats)[number]["id"],
      file: null as File | null,
      second: "left_out" as Second,
    },
    send: async ({ format, file, second }) => {
      if (file) await importJudgments.mutateAsync({ format, second, file });
    },
  });
  const { data: done } = importJudgments;
  return (
    <FormDialog
      form={form}
      title="Import judgments or votes"
      description="Files as FastChat publishes them. Models are matched by the candidates' names."
      act="Import"
      onClose={onClose}
    >
      <Segmented legend="What the file holds" options={choices} {...form.choice("format")} />
      {form.draft.format === "human_votes" && (
        <Segmented legend="A rater's second, other vote on a question" options={seconds} {...form.choice("second")} />
      )}
      <Field label="File" name="file">
        <FileInput required accept={acceptedEndings(formats)} onChange={form.choice("file").onChange} />
      </Field>
      <UploadProgress sent={importJudgments.sent} />
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
    </FormDialog>
  );
}
