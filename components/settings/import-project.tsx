"use client";

import { useState } from "react";
import { useImportProject } from "@/lib/client/mutations/project-mutations";
import { pathIn } from "@/lib/contract/project-paths";
import type { Job } from "@/lib/domain/job";
import { JobProgress } from "../job/job-progress";
import { Field } from "../ui/field";
import { FileInput } from "../ui/file-input";
import { Form } from "../ui/form/form";
import { FormFailure, SubmitButton } from "../ui/form/form-end";
import { useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { UploadProgress } from "../ui/upload-progress";

/** Makes a project of a file that another server, or this one, exported; goes there once it is whole. */
export function ImportProject() {
  const importing = useImportProject();
  const [job, setJob] = useState<Job | null>(null);
  const form = useForm({
    initial: { file: null as File | null, slug: "" },
    send: async ({ file, slug }) => {
      if (!file) return;
      try {
        const projectId = await importing.mutateAsync({ file, slug: slug || undefined, onJob: setJob });
        // A full load: nothing read in one project stays in memory in another.
        window.location.assign(pathIn(projectId, "/"));
      } finally {
        setJob(null);
      }
    },
  });
  return (
    <Form form={form} className="space-y-2">
      <div className="flex flex-wrap items-start gap-2">
        <Field label="Import a project" name="file" className="min-w-40 flex-1">
          <FileInput required accept=".gz,.jsonl" onChange={form.choice("file").onChange} />
        </Field>
        <Field label="Another address" name="slug" optional className="min-w-40 flex-1">
          <Input maxLength={60} placeholder="as in the file" {...form.text("slug")} />
        </Field>
        <SubmitButton variant="secondary" className="sm:mt-6.5">
          Import
        </SubmitButton>
      </div>
      <p className="text-ink-faint text-xs">
        People with the same e-mail address here are in it as they were; others become closed accounts. Models come
        without their keys.
      </p>
      {job ? <JobProgress job={job} /> : <UploadProgress sent={importing.sent} />}
      <FormFailure />
    </Form>
  );
}
