"use client";

import { useImportBenchmark } from "@/lib/client/mutations/judging-mutations";
import { acceptedEndings, readableFormats } from "@/lib/contract/formats";
import { Field } from "../ui/field";
import { FileInput } from "../ui/file-input";
import { FormDialog } from "../ui/form/form-dialog";
import { useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { doneToast } from "../ui/toasts";
import { UploadProgress } from "../ui/upload-progress";

/** Takes a question file, and reference answers if there are some: all lines or none, with what to mend. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const importing = useImportBenchmark();
  const form = useForm({
    initial: { name: "", questions: null as File | null, references: null as File | null },
    send: async ({ name, questions, references }) => {
      if (!questions) return;
      const benchmark = await importing.mutateAsync({ name, questions, references });
      doneToast(`${benchmark.questions} questions imported`);
      onClose();
    },
  });

  function takeQuestions(file: File | null) {
    form.change(({ name }) => ({ questions: file, name: name || (file?.name.replace(/\.\w+$/, "") ?? "") }));
  }

  return (
    <FormDialog
      form={form}
      title="Import a benchmark"
      description="One JSON object a line, as FastChat publishes them: question_id, category, turns."
      act="Import"
      onClose={onClose}
    >
      <Field label="Questions" name="questions" hint="question.jsonl">
        <FileInput required accept={acceptedEndings(readableFormats("questions"))} onChange={takeQuestions} />
      </Field>
      <Field label="Reference answers" name="references" hint="reference_answer/gpt-4.jsonl" optional>
        <FileInput accept={acceptedEndings(readableFormats("answers"))} onChange={form.choice("references").onChange} />
      </Field>
      <Field label="Name" name="name">
        <Input required maxLength={120} {...form.text("name")} />
      </Field>
      <UploadProgress sent={importing.sent} />
    </FormDialog>
  );
}
