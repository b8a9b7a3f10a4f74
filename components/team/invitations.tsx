"use client";

import { useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { useWithdrawInvitation } from "@/lib/client/mutations/team-mutations";
import { teamQueries } from "@/lib/client/queries/team-queries";
import { QueryError } from "../layout/query-error";
import { Button } from "../ui/button";
import { lazyPart } from "../ui/lazy-part";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import { Skeleton } from "../ui/skeleton";
import { doneToast, errorToast } from "../ui/toasts";
import { teamMoment } from "./team-moment";

const InviteDialog = lazyPart(teamMoment, ({ teamDialogs }) => teamDialogs.InviteDialog);

/** Who was asked and has not come yet; for leads. */
export function Invitations() {
  const [inviting, setInviting] = useState(false);
  const invitations = useQuery(teamQueries.invitations());
  const withdraw = useWithdrawInvitation();

  function drop(invitationId: string, email: string) {
    withdraw.mutate(invitationId, {
      onSuccess: () => doneToast(`The link for ${email} no longer works.`),
      onError: (error) => errorToast(messageOf(error)),
    });
  }

  return (
    <Panel
      title="Invitations"
      aside={
        <Button onClick={() => setInviting(true)}>
          <UserPlus aria-hidden className="size-4" />
          Invite
        </Button>
      }
    >
      {invitations.isPending && <Skeleton className="h-10" />}
      {invitations.isError && (
        <QueryError what="the invitations" error={invitations.error} onRetry={() => invitations.refetch()} />
      )}
      {invitations.data?.length === 0 && <p className="text-ink-soft text-sm">Nobody is being waited for.</p>}
      <ul className="divide-y divide-line">
        {invitations.data?.map(({ id, email, roles, personName, expiresAt }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-3 py-2.5">
            <div className="min-w-0">
              <p className="truncate font-medium text-sm">{email}</p>
              <p className="text-ink-faint text-xs">
                {roles.join(", ")} · by {personName} · expires <RelativeTime at={expiresAt} />
              </p>
            </div>
            <Button size="sm" variant="quiet" onClick={() => drop(id, email)}>
              Withdraw<span className="sr-only"> the invitation of {email}</span>
            </Button>
          </li>
        ))}
      </ul>
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </Panel>
  );
}
