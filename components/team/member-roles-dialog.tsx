"use client";

import { messageOf } from "@/lib/client/client-error";
import { useChangeRoles } from "@/lib/client/mutations/team-mutations";
import type { Member } from "@/lib/contract/endpoints/team";
import { FormDialog } from "../ui/form/form-dialog";
import { useForm } from "../ui/form/use-form";
import { errorToast, undoToast } from "../ui/toasts";
import { checkRoles, RoleChoice } from "./role-choice";

type MemberRolesDialogProps = { member: Member; onClose: () => void };

export function MemberRolesDialog({ member, onClose }: MemberRolesDialogProps) {
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
