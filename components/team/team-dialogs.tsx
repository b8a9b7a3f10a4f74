"use client";

import { useState } from "react";
import { ClientError, messageOf } from "@/lib/client/client-error";
import { useAdmit } from "@/lib/client/mutations/account-mutations";
import { useChangeRoles, useInvite, useTakeIn } from "@/lib/client/mutations/team-mutations";
import type { Member } from "@/lib/contract/endpoints/team";
import type { Project } from "@/lib/domain/project";
import type { Role } from "@/lib/domain/viewer";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form/form-dialog";
import { useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { SecretOnce } from "../ui/secret-once";
import { Select } from "../ui/select";
import { doneToast, errorToast, undoToast } from "../ui/toasts";
import { checkRoles, PasswordResetDialog, RoleChoice } from "./account-acts";

/** An owner takes somebody into any project: at once where they have an account, else by a link that is shown once. */
function AdmitDialog({ projects, initial, onClose }: AdmitDialogProps) {
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

type MemberRolesDialogProps = { member: Member; onClose: () => void };

function MemberRolesDialog({ member, onClose }: MemberRolesDialogProps) {
  const change = useChangeRoles();
  const form = useForm({
    initial: { roles: member.roles },
    check: ({ roles }) => checkRoles(roles),
    send: async ({ roles }) => {
      await change.mutateAsync({ memberId: member.id, roles });
      onClose();
      undoToast(`${member.name} is now ${roles.join(" and ")}.`, () => {
        change.mutateAsync({ memberId: member.id, roles: member.roles }).catch((error) => errorToast(messageOf(error)));
      });
    },
  });
  return (
    <FormDialog
      form={form}
      title={`Roles of ${member.name}`}
      description="They hold from the next click on; what was done before stays."
      act="Save roles"
      onClose={onClose}
    >
      <RoleChoice {...form.choice("roles")} />
    </FormDialog>
  );
}

/** Asks for an address and roles, then shows the link once: the studio sends no e-mail. Who has an account needs none. */
function InviteDialog({ onClose }: { onClose: () => void }) {
  const invite = useInvite();
  const [known, setKnown] = useState<Asked | null>(null);
  const form = useForm<Asked>({
    initial: { email: "", roles: ["annotator"] },
    check: ({ roles }) => checkRoles(roles),
    send: async (draft) => {
      try {
        await invite.mutateAsync(draft);
      } catch (error) {
        if (!saysHasAccount(error)) throw error;
        setKnown(draft);
      }
    },
  });
  if (known) return <TakeInDialog asked={known} onClose={onClose} />;
  if (invite.isSuccess) return <LinkDialog email={form.draft.email} link={invite.data.link} onClose={onClose} />;
  return (
    <FormDialog
      form={form}
      title="Invite somebody"
      description="By a link that makes an account. Who has one already is taken in without."
      act="Make the link"
      onClose={onClose}
    >
      <Field label="E-mail" name="email">
        <Input type="email" required autoFocus {...form.text("email")} />
      </Field>
      <RoleChoice {...form.choice("roles")} />
    </FormDialog>
  );
}

type Asked = { email: string; roles: Role[] };

/** Somebody has an account already: they are offered to be taken in as they are. */
function TakeInDialog({ asked, onClose }: { asked: Asked; onClose: () => void }) {
  const takeIn = useTakeIn();
  const form = useForm({
    initial: { roles: asked.roles },
    check: ({ roles }) => checkRoles(roles),
    send: async ({ roles }) => {
      const { name } = await takeIn.mutateAsync({ email: asked.email, roles });
      onClose();
      doneToast(`${name} is in as ${roles.join(" and ")}.`);
    },
  });
  return (
    <FormDialog
      form={form}
      title={`Take in ${asked.email}?`}
      description="They have an account on this server already, so no link is needed: they find it the next time they open the studio."
      act="Take them in"
      onClose={onClose}
    >
      <RoleChoice {...form.choice("roles")} />
    </FormDialog>
  );
}

/** What a lead decides about people. */
export const teamDialogs = { InviteDialog, MemberRolesDialog, PasswordResetDialog, AdmitDialog };

function saysHasAccount(error: unknown): boolean {
  const details = error instanceof ClientError ? error.details : undefined;
  return typeof details === "object" && details !== null && "hasAccount" in details;
}

type AdmitDialogProps = {
  projects: Project[];
  /** Ids and addresses that are filled in beforehand. */
  initial: { email: string; projectId: string };
  onClose: () => void;
};

/** The link of an invitation: the studio sends no e-mail. */
function LinkDialog({ email, link, onClose }: { email: string; link: string; onClose: () => void }) {
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Send this link"
      footer={
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <SecretOnce
        label={`For ${email}, for seven days and one use. It is shown only now; the studio sends no e-mail.`}
        secret={link}
      />
    </Dialog>
  );
}
