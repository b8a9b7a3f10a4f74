"use client";

import { useAdmit } from "@/lib/client/mutations/account-mutations";
import type { Project } from "@/lib/domain/project";
import type { Role } from "@/lib/domain/viewer";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form/form-dialog";
import { useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { doneToast } from "../ui/toasts";
import { LinkDialog } from "./link-dialog";
import { checkRoles, RoleChoice } from "./role-choice";

type AdmitDialogProps = {
  projects: Project[];
  /** Ids and addresses that are filled in beforehand. */
  initial: { email: string; projectId: string };
  onClose: () => void;
};

/** An owner takes somebody into any project: at once where they have an account, else by a link that is shown once. */
export function AdmitDialog({ projects, initial, onClose }: AdmitDialogProps) {
  const admit = useAdmit();
  const form = useForm({
    initial: { ...initial, roles: ["annotator"] as Role[] },
    check: ({ roles }) => checkRoles(roles),
    send: async (draft) => {
      const { project, link } = await admit.mutateAsync(draft);
      if (link !== null) return;
      onClose();
      doneToast(`${draft.email} is in ${project.name} as ${draft.roles.join(" and ")}.`);
    },
  });
  const link = admit.data?.link;
  if (link) return <LinkDialog email={form.draft.email} link={link} onClose={onClose} />;
  return (
    <FormDialog
      form={form}
      title="Take somebody in"
      description="At once where they have an account, else by a link that makes one."
      act="Take in"
      onClose={onClose}
    >
      <Field label="E-mail" name="email">
        <Input type="email" required autoFocus {...form.text("email")} />
      </Field>
      <Field label="Project" name="projectId">
        <Select {...form.text("projectId")}>
          {projects.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <RoleChoice {...form.choice("roles")} />
    </FormDialog>
  );
}
