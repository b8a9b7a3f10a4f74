"use client";

import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useState } from "react";
import { urlOfHouse } from "@/lib/client/call-house";
import { messageOf } from "@/lib/client/client-error";
import { useArchiveProject, useDeleteProject } from "@/lib/client/mutations/project-mutations";
import { projectQueries } from "@/lib/client/queries/project-queries";
import type { Project } from "@/lib/domain/project";
import { useProject } from "../layout/project-context";
import { QueryError } from "../layout/query-error";
import { useMay } from "../layout/viewer-context";
import { countsText } from "../project/project-words";
import { AskFirst } from "../ui/ask-first";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form/form";
import { FormFailure, SubmitButton } from "../ui/form/form-end";
import { useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { Panel } from "../ui/panel";
import { Skeleton } from "../ui/skeleton";
import { errorToast } from "../ui/toasts";

/** The project of this screen as a whole, for its leads: taken along, archived; by owners of the server deleted. */
export function ProjectPanel() {
  const place = useProject();
  const mayManage = useMay("project.manage");
  if (!place || !mayManage) return null;
  const { project, isOwner } = place;
  return (
    <Panel title="Project" description={`${project.name} as a whole, with everything in it.`}>
      <ul className="divide-y divide-line">
        <Act
          title="Export"
          what="One file with all of it as it is now, to keep or to import elsewhere. Keys stay here."
        >
          <Button asChild>
            <a href={urlOfHouse("exportProject", { project: project.id })} download>
              <Download aria-hidden className="size-4" />
              Export
            </a>
          </Button>
        </Act>
        <Archive project={project} />
        {isOwner && <Delete project={project} />}
      </ul>
    </Panel>
  );
}

function Act({ title, what, children }: { title: string; what: string; children: React.ReactNode }) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0">
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-medium text-sm">{title}</p>
        <p className="text-ink-faint text-xs">{what}</p>
      </div>
      {children}
    </li>
  );
}

function Archive({ project }: { project: Project }) {
  const [asking, setAsking] = useState(false);
  const archive = useArchiveProject();
  const isArchived = project.archivedAt !== null;

  function send(wanted: boolean) {
    archive.mutate(wanted, {
      // A full load: every part of the screen says what can be done.
      onSuccess: () => window.location.reload(),
      onError: (error) => errorToast(messageOf(error)),
    });
  }
  return (
    <Act
      title={isArchived ? "Archived" : "Archive"}
      what={
        isArchived
          ? "It can be read and not changed. Taken out again, its runs stay paused until somebody resumes them."
          : "It can still be read and exported; nothing in it changes. Runs are paused. It can be taken out again."
      }
    >
      <Button pending={archive.isPending} onClick={() => (isArchived ? send(false) : setAsking(true))}>
        {isArchived ? "Take out of the archive" : "Archive"}
      </Button>
      {asking && (
        <AskFirst
          open
          onOpenChange={setAsking}
          title={`Archive ${project.name}?`}
          description="Runs are paused, and nobody can answer, vote or change anything in it until a lead takes it out again. Nothing is lost."
          act="Archive the project"
          onConfirm={() => send(true)}
        />
      )}
    </Act>
  );
}

function Delete({ project }: { project: Project }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Act title="Delete" what="All that is in it, for everybody and for good. Export it first if in doubt.">
        <Button variant="danger" aria-expanded={open} onClick={() => setOpen(!open)}>
          Delete…
        </Button>
      </Act>
      {open && (
        <li className="py-3">
          <DeleteForm project={project} />
        </li>
      )}
    </>
  );
}

function DeleteForm({ project }: { project: Project }) {
  const counts = useQuery(projectQueries.counts());
  const remove = useDeleteProject();
  const form = useForm({
    initial: { name: "" },
    send: async ({ name }) => {
      await remove.mutateAsync(name);
      window.location.assign("/");
    },
  });
  return (
    <Form form={form} className="space-y-3 rounded-md bg-sunken p-4">
      {counts.isPending && <Skeleton className="h-10" />}
      {counts.isError && <QueryError what="what goes" error={counts.error} onRetry={() => counts.refetch()} />}
      {counts.data && (
        <p className="text-sm">
          With it go: {countsText(counts.data)}. Accounts of its people stay; owners of the server find a line that
          tells of it.
        </p>
      )}
      <div className="flex flex-wrap items-start gap-2">
        <Field label={`Type its name: ${project.name}`} name="name" className="min-w-48 flex-1">
          <Input required autoComplete="off" {...form.text("name")} />
        </Field>
        <SubmitButton variant="danger" disabled={!counts.data} className="sm:mt-6.5">
          Delete for good
        </SubmitButton>
      </div>
      <FormFailure />
    </Form>
  );
}
