"use client";

import { useMutation } from "@tanstack/react-query";
import { call } from "@/lib/client/call";
import { messageOf } from "@/lib/client/client-error";
import { createOnce } from "@/lib/client/create-once";
import type { Member } from "@/lib/contract/endpoints/team";
import type { Role } from "@/lib/domain/viewer";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Dialog } from "../ui/dialog";
import { FieldGroup } from "../ui/field-group";
import { SecretOnce } from "../ui/secret-once";

const roles: readonly { role: Role; label: string; hint: string }[] = [
  { role: "lead", label: "Lead", hint: "Runs, models, seed sets, team, export." },
  { role: "annotator", label: "Annotator", hint: "Edits, redoes, accepts and rejects." },
  { role: "evaluator", label: "Evaluator", hint: "Reads everything." },
];

const createPasswordReset = createOnce("createPasswordReset", call);

type PasswordResetDialogProps = { member: Member; onClose: () => void };

/** Makes a link by which somebody who forgot their password sets a new one, and shows it once. */
export function PasswordResetDialog({ member: { id, name }, onClose }: PasswordResetDialogProps) {
  const make = useMutation({ mutationFn: () => createPasswordReset({ params: { memberId: id } }) });
  const link = make.data?.link;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`A new password for ${name}`}
      description="A link by which they set it themselves, for a day and one use. Until then the old one holds; with the new one their other browsers are signed out."
      footer={
        link === undefined ? (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button variant="primary" pending={make.isPending} onClick={() => make.mutate()}>
              Make the link
            </Button>
          </>
        ) : (
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        )
      }
    >
      {make.isError && <p className="text-danger text-sm">{messageOf(make.error)}</p>}
      {link !== undefined && (
        <SecretOnce label={`Send it to ${name}. It is shown only now; the studio sends no e-mail.`} secret={link} />
      )}
    </Dialog>
  );
}

/** What is wrong with a choice of roles. */
export function checkRoles(chosen: readonly Role[]): Record<string, string> {
  return chosen.length > 0 ? {} : { roles: "Everybody has at least one role." };
}

type RoleChoiceProps = { value: readonly Role[]; onChange: (roles: Role[]) => void };

/** Any of the roles; what each lets a person do stands beside it. */
export function RoleChoice({ value, onChange }: RoleChoiceProps) {
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
