"use client";

import { useCreateProject } from "@/lib/client/mutations/project-mutations";
import { pathIn } from "@/lib/contract/project-paths";
import { useProject } from "../layout/project-context";
import { Field } from "../ui/field";
import { Form } from "../ui/form/form";
import { FormFailure, SubmitButton } from "../ui/form/form-end";
import { useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { Panel } from "../ui/panel";

/** The projects that one is in, and for owners of the server a way to make another; nothing where neither says anything. */
export function ProjectsPanel() {
  const place = useProject();
  if (!place || (place.memberships.length < 2 && !place.isOwner)) return null;
  return (
    <Panel title="Projects" description="Each has its own data, people and roles; nothing of one is seen in another.">
      <ul className="mb-5 divide-y divide-line">
        {place.memberships.map(({ project, roles }) => (
          <li key={project.id} className="flex flex-wrap items-center justify-between gap-3 py-2.5">
            <div className="min-w-0">
              <p className="truncate font-medium text-sm">{project.name}</p>
              <p className="text-ink-faint text-xs">{roles.join(", ")}</p>
            </div>
            {project.id === place.project.id ? (
              <span className="text-ink-faint text-xs">you are here</span>
            ) : (
              <a href={pathIn(project.slug, "/")} className="text-accent text-sm underline">
                Go there<span className="sr-only">, to {project.name}</span>
              </a>
            )}
          </li>
        ))}
      </ul>
      {place.isOwner && <NewProject />}
    </Panel>
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
