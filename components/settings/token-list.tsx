"use client";

import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { useShutOutToken } from "@/lib/client/mutations/token-mutations";
import { tokenQueries } from "@/lib/client/queries/token-queries";
import type { TeamToken } from "@/lib/domain/api-token";
import { QueryError } from "../layout/query-error";
import { useMay, useViewer } from "../layout/viewer-context";
import { AskFirst } from "../ui/ask-first";
import { Button } from "../ui/button";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import { doneToast, errorToast } from "../ui/toasts";

const revoking = ({ person }: TeamToken) =>
  `Scripts of ${person.name} that use it are refused here from now on. Another project that it opens is not touched.`;

type Token = Omit<TeamToken, "person">;

type TokenListProps<T extends Token> = {
  tokens: readonly T[];
  /** What is said of each besides what it may, as " · RealChat only". */
  more: (token: T) => ReactNode;
  /** What revoking one does, before it is done. */
  revoking: (token: T) => string;
  onRevoke: (token: T) => void;
};

/** Tokens with what each may and when it was used, and the way to revoke one. */
export function TokenList<T extends Token>({ tokens, more, revoking, onRevoke }: TokenListProps<T>) {
  const [asked, setAsked] = useState<T | null>(null);
  return (
    <>
      <ul className="divide-y divide-line">
        {tokens.map((token) => (
          <li key={token.id} className="flex flex-wrap items-center justify-between gap-3 py-2.5">
            <div className="min-w-0">
              <p className="truncate font-medium text-sm">{token.name}</p>
              <p className="text-ink-soft text-xs">
                may {token.scopes.join(", ")}
                {token.role !== null && ` · as ${token.role}`}
                {more(token)}
              </p>
              <TokenTimes token={token} />
            </div>
            <Button size="sm" variant="quiet" onClick={() => setAsked(token)}>
              Revoke<span className="sr-only"> {token.name}</span>
            </Button>
          </li>
        ))}
      </ul>
      {asked && (
        <AskFirst
          open
          onOpenChange={() => setAsked(null)}
          title={`Revoke ${asked.name}?`}
          description={revoking(asked)}
          act="Revoke token"
          onConfirm={() => onRevoke(asked)}
        />
      )}
    </>
  );
}

function TokenTimes({ token: { createdAt, lastUsedAt, expiresAt } }: { token: Token }) {
  return (
    <p className="text-ink-faint text-xs">
      made <RelativeTime at={createdAt} /> · {lastUsedAt ? "last used " : "never used"}
      {lastUsedAt && <RelativeTime at={lastUsedAt} />} ·{" "}
      {expiresAt ? (
        <>
          expires <RelativeTime at={expiresAt} />
        </>
      ) : (
        "never expires"
      )}
    </p>
  );
}

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
