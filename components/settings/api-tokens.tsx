"use client";

import { useQuery } from "@tanstack/react-query";
import { messageOf } from "@/lib/client/client-error";
import { useRevokeApiToken } from "@/lib/client/mutations/token-mutations";
import { tokenQueries } from "@/lib/client/queries/token-queries";
import type { ApiToken } from "@/lib/domain/api-token";
import { QueryError } from "../layout/query-error";
import { Panel } from "../ui/panel";
import { Skeleton } from "../ui/skeleton";
import { doneToast, errorToast } from "../ui/toasts";
import { NewApiToken } from "./new-api-token";
import { TokenList } from "./token-list";

const revoking = () =>
  "Scripts that use it are refused from now on. It cannot be brought back; make a new one instead.";

/** The viewer's own tokens: what scripts use to act as this person. */
export function ApiTokens() {
  const tokens = useQuery(tokenQueries.own());
  const revoke = useRevokeApiToken();

  function onRevoke(token: ApiToken) {
    revoke.mutate(token.id, {
      onSuccess: () => doneToast(`${token.name} no longer works.`),
      onError: (error) => errorToast(messageOf(error)),
    });
  }

  return (
    <Panel
      title="API tokens"
      description="For scripts that act as you, with no more rights than you have. Send one as a Bearer token."
    >
      {tokens.isPending && <Skeleton className="h-10" />}
      {tokens.isError && <QueryError what="your tokens" error={tokens.error} onRetry={() => tokens.refetch()} />}
      <div className="mb-5">
        <TokenList
          tokens={tokens.data ?? []}
          more={({ project }) => project && ` · in ${project.name}`}
          revoking={revoking}
          onRevoke={onRevoke}
        />
      </div>
      <NewApiToken />
    </Panel>
  );
}
