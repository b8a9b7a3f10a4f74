"use client";

import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { SecretOnce } from "../ui/secret-once";

/** The link of an invitation: the studio sends no e-mail. */
export function LinkDialog({ email, link, onClose }: { email: string; link: string; onClose: () => void }) {
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
