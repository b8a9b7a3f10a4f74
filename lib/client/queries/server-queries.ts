import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call } from "../call";
import { queryKeys } from "../query-keys";

/** What owners see of the whole server. */
export const serverQueries = {
  projects: () =>
    queryOptions({
      queryKey: queryKeys.server.projects,
      queryFn: ({ signal }) => call("listProjects", { signal }),
      select: (answer) => answer.items,
    }),
  budgets: () =>
    queryOptions({
      queryKey: queryKeys.server.budgets,
      queryFn: ({ signal }) => call("listBudgets", { signal }),
      select: (answer) => new Map(answer.items.map(({ projectId, budget }) => [projectId, budget])),
    }),
  accounts: () =>
    queryOptions({
      queryKey: queryKeys.server.accounts,
      queryFn: ({ signal }) => call("listAccounts", { signal }),
      select: (answer) => answer.items,
    }),
  auditLines: () =>
    infiniteQueryOptions({
      queryKey: queryKeys.server.auditLines,
      queryFn: ({ pageParam, signal }) => call("listAuditLines", { query: { cursor: pageParam, limit: 10 }, signal }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    }),
};
