import { queryOptions } from "@tanstack/react-query";
import { call } from "../call";
import { queryKeys } from "../query-keys";

export const teamQueries = {
  members: () =>
    queryOptions({
      queryKey: queryKeys.team.members,
      queryFn: ({ signal }) => call("listMembers", { signal }),
      select: (answer) => answer.items,
    }),
  invitations: () =>
    queryOptions({
      queryKey: queryKeys.team.invitations,
      queryFn: ({ signal }) => call("listInvitations", { signal }),
      select: (answer) => answer.items,
    }),
  /** What an invitation link offers; needs no account. */
  invitation: (token: string) =>
    queryOptions({
      queryKey: queryKeys.team.invitation(token),
      queryFn: ({ signal }) => call("getInvitation", { query: { token }, signal }),
      retry: false,
    }),
};
