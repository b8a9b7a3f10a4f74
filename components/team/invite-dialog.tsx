"use client";

import { type FormEvent, useId, useState } from "react";
import { ClientError, messageOf } from "@/lib/client/client-error";
import { useInvite } from "@/lib/client/mutations/team-mutations";
import type { Role } from "@/lib/domain/viewer";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { SecretOnce } from "../ui/secret-once";
import { RoleChoice } from "./role-choice";

/** Asks for an address and roles, then shows the link once: the studio sends no e-mail. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const [email, setEmail] = useState("");
  const [roles, setRoles] = useState<Role[]>(["annotator"]);
  const invite = useInvite();
  const formId = useId();
  const fields = invite.error instanceof ClientError ? (invite.error.fields ?? {}) : {};

  function submit(event: FormEvent) {
    event.preventDefault();
    invite.mutate({ email, roles });
  }

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
          label={`For ${email}, for seven days and one use. It is shown only now; the studio sends no e-mail.`}
          secret={invite.data.link}
        />
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Invite somebody"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            pending={invite.isPending}
            disabled={roles.length === 0}
          >
            Make the link
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="space-y-5">
        <Field label="E-mail" error={fields.email}>
          <Input type="email" required autoFocus value={email} onChange={(event) => setEmail(event.target.value)} />
        </Field>
        <RoleChoice value={roles} onChange={setRoles} />
        {invite.isError && !fields.email && (
          <p role="alert" className="text-danger text-sm">
            {messageOf(invite.error)}
          </p>
        )}
      </form>
    </Dialog>
  );
}
