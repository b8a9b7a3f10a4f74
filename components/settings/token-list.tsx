"use client";

import { type ReactNode, useState } from "react";
import type { TeamToken } from "@/lib/domain/api-token";
import { AskFirst } from "../ui/ask-first";
import { Button } from "../ui/button";
import { RelativeTime } from "../ui/relative-time";

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
