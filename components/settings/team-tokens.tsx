"use client";

import { useQuery } from "@tanstack/react-query";
import { messageOf } from "@/lib/client/client-error";
import { useShutOutToken } from "@/lib/client/mutations/token-mutations";
import { tokenQueries } from "@/lib/client/queries/token-queries";
import type { TeamToken } from "@/lib/domain/api-token";
import { QueryError } from "../layout/query-error";
import { useMay, useViewer } from "../layout/viewer-context";
import { Panel } from "../ui/panel";
import { doneToast, errorToast } from "../ui/toasts";
import { TokenList } from "./token-list";

const revoking = ({ person }: TeamToken) =>
  `Scripts of ${person.name} that use it are refused here from now on. Another project that it opens is not touched.`;

/** For leads: what the others' scripts may do here. */
export function TeamTokens() {
  const isLead = useMay("team.manage");
  const viewer = useViewer();
  const tokens = useQuery({ ...tokenQueries.team(), enabled: isLead });
  const shutOut = useShutOutToken();
  const others = tokens.data?.filter(({ person }) => person.id !== viewer.id) ?? [];
  if (!isLead || (others.length === 0 && !tokens.isError)) return null;

  function onRevoke(token: TeamToken) {
    shutOut.mutate(token.id, {
      onSuccess: () => doneToast(`${token.name} no longer works here.`),
      onError: (error) => errorToast(messageOf(error)),
    });
  }

  return (
    <Panel title="Tokens of the team" description="What scripts of other people open here. You can revoke each.">
      {tokens.isError && <QueryError what="the tokens" error={tokens.error} onRetry={() => tokens.refetch()} />}
      <TokenList tokens={others} more={({ person }) => ` · ${person.name}`} revoking={revoking} onRevoke={onRevoke} />
    </Panel>
  );
}
