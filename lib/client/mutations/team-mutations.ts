import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { InputOf } from "@/lib/contract/endpoints";
import type { Role } from "@/lib/domain/viewer";
import { call } from "../call";
import { createOnce } from "../create-once";
import { queryKeys } from "../query-keys";

const createInvitation = createOnce("createInvitation", call);

export function useChangeRoles() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ memberId, roles }: { memberId: string; roles: Role[] }) =>
      call("updateMember", { params: { memberId }, body: { roles } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.team.members }),
  });
}

/** Closes an account, or opens it again. */
export function useSetActive() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ memberId, active }: { memberId: string; active: boolean }) =>
      call(active ? "reactivateMember" : "deactivateMember", { params: { memberId } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.team.members }),
  });
}

/** The answer holds the link, which is shown only now. */
export function useInvite() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: InputOf<"createInvitation">["body"]) => createInvitation({ body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.team.invitations }),
  });
}

/** Takes somebody who has an account in. */
export function useTakeIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: InputOf<"createMembership">["body"]) => call("createMembership", { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.team.members }),
  });
}

/** Takes a member out, or the person themselves, of this project or another one of theirs. */
export function useTakeOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ memberId, project }: { memberId: string; project?: string }) =>
      call("deleteMembership", { params: { memberId }, project }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.team.members }),
  });
}

export function useWithdrawInvitation() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (invitationId: string) => call("deleteInvitation", { params: { invitationId } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.team.invitations }),
  });
}
