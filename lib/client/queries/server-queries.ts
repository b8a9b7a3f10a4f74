import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { callHouse } from "../call-house";
import { queryKeys } from "../query-keys";

/** What owners see of the whole server. */
export const serverQueries = {
  projects: () =>
    queryOptions({
      queryKey: queryKeys.server.projects,
      queryFn: ({ signal }) => callHouse("listProjects", { signal }),
      select: (answer) => answer.items,
    }),
  budgets: () =>
    queryOptions({
      queryKey: queryKeys.server.budgets,
      queryFn: ({ signal }) => callHouse("listBudgets", { signal }),
      select: (answer) => new Map(answer.items.map(({ projectId, budget }) => [projectId, budget])),
    }),
  accounts: () =>
    queryOptions({
      queryKey: queryKeys.server.accounts,
      queryFn: ({ signal }) => callHouse("listAccounts", { signal }),
      select: (answer) => answer.items,
    }),
  auditLines: () =>
    infiniteQueryOptions({
      queryKey: queryKeys.server.auditLines,
      queryFn: ({ pageParam, signal }) =>
        callHouse("listAuditLines", { query: { cursor: pageParam, limit: 10 }, signal }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    }),
};
