"use client";

import { useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { useCreateProject, useImportProject } from "@/lib/client/mutations/project-mutations";
import { useTakeOut } from "@/lib/client/mutations/team-mutations";
import { hrefs } from "@/lib/contract/hrefs";
import { pathIn } from "@/lib/contract/project-paths";
import type { Job } from "@/lib/domain/job";
import type { Project } from "@/lib/domain/project";
import { JobProgress } from "../job/job-progress";
import { Link } from "../layout/link";
import { useProject } from "../layout/project-context";
import { useViewer } from "../layout/viewer-context";
import { AskFirst } from "../ui/ask-first";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { FileInput } from "../ui/file-input";
import { Form } from "../ui/form/form";
import { FormFailure, SubmitButton } from "../ui/form/form-end";
import { useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { Panel } from "../ui/panel";
import { errorToast } from "../ui/toasts";
import { UploadProgress } from "../ui/upload-progress";

/** The projects that one is in, and for owners of the server a way to make another; nothing where neither says anything. */
export function ProjectsPanel() {
  const place = useProject();
  if (!place || (place.memberships.length < 2 && !place.isOwner)) return null;
  return (
    <Panel title="Projects" description="Each has its own data, people and roles; nothing of one is seen in another.">
      <ul className="mb-5 divide-y divide-line">
        {place.memberships.map(({ project, roles }) => (
          <li key={project.id} className="flex items-center justify-between gap-3 py-2.5">
            <div className="min-w-0">
              <p dir="auto" className="font-medium text-sm [overflow-wrap:anywhere]">
                {project.name}
              </p>
              <p className="text-ink-faint text-xs">{roles.join(", ")}</p>
            </div>
            <div className="flex shrink-0 items-center gap-3">
              {project.id === place.project.id ? (
                <span className="text-ink-faint text-xs">you are here</span>
              ) : (
                <a href={pathIn(project.slug, "/")} className="text-accent text-sm underline">
                  Go there<span className="sr-only">, to {project.name}</span>
                </a>
              )}
              {place.memberships.length > 1 && <LeaveButton project={project} />}
            </div>
          </li>
        ))}
      </ul>
      {place.isOwner && (
        <div className="space-y-5">
          <p className="text-sm">
            <Link href={hrefs.server} className="text-accent underline">
              All projects and accounts of this server
            </Link>
          </p>
          <NewProject />
          <ImportProject />
        </div>
      )}
    </Panel>
  );
}

/** Leaves a project after a question; the last lead is told what to do first. */
function LeaveButton({ project: { id, name } }: { project: Project }) {
  const [asking, setAsking] = useState(false);
  const leave = useTakeOut();
  const { id: memberId } = useViewer();

  async function confirm() {
    setAsking(false);
    try {
      await leave.mutateAsync({ memberId, project: id });
      // A full load: nothing read there stays in memory.
      window.location.assign(hrefs.home);
    } catch (error) {
      errorToast(messageOf(error));
    }
  }

  return (
    <>
      <Button size="sm" variant="quiet" pending={leave.isPending} onClick={() => setAsking(true)}>
        Leave<span className="sr-only"> {name}</span>
      </Button>
      {asking && (
        <AskFirst
          title={`Leave ${name}?`}
          description="You can read and do nothing in it any more, and only a lead takes you in again. What you did there stays under your name; what you hold goes to others."
          open
          onOpenChange={setAsking}
          act="Leave"
          onConfirm={() => void confirm()}
        />
      )}
    </>
  );
}

function NewProject() {
  const create = useCreateProject();
  const form = useForm({
    initial: { name: "", slug: "" },
    send: async (draft) => {
      const { slug } = await create.mutateAsync(draft);
      // A full load: nothing read in one project stays in memory in another.
      window.location.assign(pathIn(slug, "/"));
    },
  });
  return (
    <Form form={form} className="space-y-2">
      <div className="flex flex-wrap items-start gap-2">
        <Field label="New project" name="name" className="min-w-40 flex-1">
          <Input required maxLength={120} placeholder="Medical" {...form.text("name")} />
        </Field>
        <Field label="In its address" name="slug" className="min-w-40 flex-1">
          <Input required maxLength={60} placeholder="medical" {...form.text("slug")} />
        </Field>
        <SubmitButton variant="secondary" className="sm:mt-6.5">
          Make the project
        </SubmitButton>
      </div>
      <FormFailure />
    </Form>
  );
}

/** Makes a project of a file that another server, or this one, exported; goes there once it is whole. */
function ImportProject() {
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
