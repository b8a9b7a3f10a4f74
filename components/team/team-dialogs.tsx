"use client";

import { useState } from "react";
import { ClientError, messageOf } from "@/lib/client/client-error";
import { useChangeRoles, useInvite, useTakeIn } from "@/lib/client/mutations/team-mutations";
import type { Member } from "@/lib/contract/endpoints/team";
import type { Role } from "@/lib/domain/viewer";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form/form-dialog";
import { useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { doneToast, errorToast, undoToast } from "../ui/toasts";
import { AdmitDialog } from "./admit-dialog";
import { LinkDialog } from "./link-dialog";
import { PasswordResetDialog } from "./password-reset";
import { checkRoles, RoleChoice } from "./role-choice";

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
