"use client";

import { useQuery } from "@tanstack/react-query";
import { useSetAccountActive } from "@/lib/client/mutations/account-mutations";
import { serverQueries } from "@/lib/client/queries/server-queries";
import type { ListedAccount } from "@/lib/contract/endpoints/accounts";
import { QueryError } from "../layout/query-error";
import { useViewer } from "../layout/viewer-context";
import { CloseAccount } from "../team/close-account";
import { Badge } from "../ui/badge";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../ui/table";

/** Every account of the server, with what it is in; for owners. */
export function AccountList() {
  const accounts = useQuery(serverQueries.accounts());
  const viewer = useViewer();
  if (accounts.isPending) return <SkeletonRows label="Reading the accounts" />;
  if (accounts.isError)
    return <QueryError what="the accounts" error={accounts.error} onRetry={() => accounts.refetch()} />;
  return (
    <section aria-labelledby="accounts">
      <h2 id="accounts" className="mb-3 font-semibold text-base">
        Accounts
      </h2>
      <Table caption="Accounts">
        <thead>
          <tr>
            <HeadCell>Person</HeadCell>
            <HeadCell>Is in</HeadCell>
            <HeadCell className="max-sm:hidden">Since</HeadCell>
            <HeadCell>
              <span className="sr-only">Acts</span>
            </HeadCell>
          </tr>
        </thead>
        <tbody>
          {accounts.data.map((account) => (
            <Row key={account.id}>
              <Cell>
                <span className="font-medium">{account.name}</span>
                {account.id === viewer.id && <span className="text-ink-faint"> (you)</span>}{" "}
                {account.isOwner && <Badge tone="accent">owner</Badge>}{" "}
                {account.deactivatedAt !== null && <Badge>Closed</Badge>}
                <span className="block text-ink-faint text-xs [overflow-wrap:anywhere]">{account.email}</span>
              </Cell>
              <Cell>
                <Memberships account={account} />
              </Cell>
              <Cell className="text-ink-soft max-sm:hidden">
                <RelativeTime at={account.createdAt} />
              </Cell>
              <Cell className="text-right">
                <AccountButton account={account} />
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </section>
  );
}

function Memberships({ account: { memberships } }: { account: ListedAccount }) {
  if (memberships.length === 0) return <span className="text-ink-faint text-sm">no project</span>;
  return (
    <ul className="space-y-0.5 text-sm">
      {memberships.map(({ project, roles }) => (
        <li key={project.id} className="[overflow-wrap:anywhere]">
          <bdi>{project.name}</bdi> <span className="text-ink-faint text-xs">{roles.join(", ")}</span>
        </li>
      ))}
    </ul>
  );
}

/** Closes an account everywhere, or opens it again. */
function AccountButton({ account: { id: accountId, name, deactivatedAt } }: { account: ListedAccount }) {
  const change = useSetAccountActive();
  return (
    <CloseAccount
      name={name}
      isClosed={deactivatedAt !== null}
      isPending={change.isPending}
      set={(active) => change.mutateAsync({ accountId, active })}
      what="In all projects: sessions and streams end within two seconds, API tokens are revoked for good."
    />
  );
}
