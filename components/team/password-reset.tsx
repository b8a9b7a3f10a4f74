"use client";

import { useMutation } from "@tanstack/react-query";
import { call } from "@/lib/client/call";
import { messageOf } from "@/lib/client/client-error";
import { createOnce } from "@/lib/client/create-once";
import type { Member } from "@/lib/contract/endpoints/team";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { SecretOnce } from "../ui/secret-once";

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
