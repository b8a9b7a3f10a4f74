"use client";

import { useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { useChangeRoles } from "@/lib/client/mutations/team-mutations";
import type { Member } from "@/lib/contract/endpoints/team";
import type { Role } from "@/lib/domain/viewer";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { errorToast, undoToast } from "../ui/toasts";
import { RoleChoice } from "./role-choice";

type MemberRolesDialogProps = { member: Member; onClose: () => void };

export function MemberRolesDialog({ member, onClose }: MemberRolesDialogProps) {
  const [roles, setRoles] = useState<Role[]>(member.roles);
  const change = useChangeRoles();

  async function save() {
    try {
      await change.mutateAsync({ memberId: member.id, roles });
    } catch {
      return; // The dialog stays and shows why.
    }
    onClose();
    undoToast(`${member.name} is now ${roles.join(" and ")}.`, () => {
      change.mutateAsync({ memberId: member.id, roles: member.roles }).catch((error) => errorToast(messageOf(error)));
    });
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Roles of ${member.name}`}
      description="They hold from the next click on; what was done before stays."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" onClick={save} pending={change.isPending} disabled={roles.length === 0}>
            Save roles
          </Button>
        </>
      }
    >
      <RoleChoice value={roles} onChange={setRoles} />
      {roles.length === 0 && <p className="mt-3 text-ink-soft text-sm">Everybody has at least one role.</p>}
      {change.isError && (
        <p role="alert" className="mt-3 text-danger text-sm">
          {messageOf(change.error)}
        </p>
      )}
    </Dialog>
  );
}
