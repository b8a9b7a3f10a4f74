import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Page } from "@/components/layout/page";
import { AccountList } from "@/components/server/account-list";
import { AuditList, ProjectList } from "@/components/server/project-list";
import { EmptyState } from "@/components/ui/empty-state";
import { serverQueries } from "@/lib/client/queries/server-queries";
import { newQueryClient } from "@/lib/client/query-client";
import { listAccounts, listProjects } from "@/lib/data/accounts";
import { type InProject, visitServer } from "@/lib/http/visit";
import { listBudgets } from "@/lib/operations/budgets";

export const metadata: Metadata = { title: "Server" };

export default async function ServerPage({ params }: InProject) {
  const { isOwner } = await visitServer(params);
  if (!isOwner)
    return (
      <Page title="Server">
        <EmptyState title="Owners see the whole server">
          Ask one of them to make a project or to close an account.
        </EmptyState>
      </Page>
    );
  const queries = newQueryClient();
  queries.setQueryData(serverQueries.projects().queryKey, { items: await listProjects() });
  queries.setQueryData(serverQueries.budgets().queryKey, { items: await listBudgets() });
  queries.setQueryData(serverQueries.accounts().queryKey, { items: await listAccounts() });
  return (
    <Page title="Server" lead="All projects and accounts, and who is in which. Only owners see this page.">
      <HydrationBoundary state={dehydrate(queries)}>
        <div className="space-y-8">
          <ProjectList />
          <AccountList />
          <AuditList />
        </div>
      </HydrationBoundary>
    </Page>
  );
}
