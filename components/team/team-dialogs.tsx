"use client";

import { messageOf } from "@/lib/client/client-error";
import { useChangeRoles, useInvite } from "@/lib/client/mutations/team-mutations";
import type { Member } from "@/lib/contract/endpoints/team";
import type { Role } from "@/lib/domain/viewer";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { FieldGroup } from "../ui/field-group";
import { FormDialog } from "../ui/form/form-dialog";
import { useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { SecretOnce } from "../ui/secret-once";
import { errorToast, undoToast } from "../ui/toasts";

const roles: readonly { role: Role; label: string; hint: string }[] = [
  { role: "lead", label: "Lead", hint: "Runs, models, seed sets, team, export." },
  { role: "annotator", label: "Annotator", hint: "Edits, redoes, accepts and rejects." },
  { role: "evaluator", label: "Evaluator", hint: "Reads everything." },
];

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

/** Asks for an address and roles, then shows the link once: the studio sends no e-mail. */
function InviteDialog({ onClose }: { onClose: () => void }) {
  const invite = useInvite();
  const form = useForm({
    initial: { email: "", roles: ["annotator"] as Role[] },
    check: ({ roles }) => checkRoles(roles),
    send: async (draft) => void (await invite.mutateAsync(draft)),
  });
  if (invite.isSuccess) {
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
          label={`For ${form.draft.email}, for seven days and one use. It is shown only now; the studio sends no e-mail.`}
          secret={invite.data.link}
        />
      </Dialog>
    );
  }
  return (
    <FormDialog form={form} title="Invite somebody" act="Make the link" onClose={onClose}>
      <Field label="E-mail" name="email">
        <Input type="email" required autoFocus {...form.text("email")} />
      </Field>
      <RoleChoice {...form.choice("roles")} />
    </FormDialog>
  );
}

/** What a lead decides about people. */
export const teamDialogs = { InviteDialog, MemberRolesDialog };

/** What is wrong with a choice of roles. */
function checkRoles(chosen: readonly Role[]): Record<string, string> {
  return chosen.length > 0 ? {} : { roles: "Everybody has at least one role." };
}

type RoleChoiceProps = { value: readonly Role[]; onChange: (roles: Role[]) => void };

/** Any of the roles; what each lets a person do stands beside it. */
function RoleChoice({ value, onChange }: RoleChoiceProps) {
  function toggle(role: Role, on: boolean) {
    onChange(roles.map((entry) => entry.role).filter((other) => (other === role ? on : value.includes(other))));
  }
  return (
    <FieldGroup legend="Roles" name="roles">
      <div className="space-y-2.5">
        {roles.map(({ role, label, hint }) => (
          <Checkbox
            key={role}
            label={label}
            hint={hint}
            checked={value.includes(role)}
            onChange={(event) => toggle(role, event.target.checked)}
          />
        ))}
      </div>
    </FieldGroup>
  );
}
