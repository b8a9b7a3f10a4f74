import { queryOptions } from "@tanstack/react-query";
import { callHouse } from "../call-house";
import { queryKeys } from "../query-keys";

/** What the budget says changes with every call that ends; nobody needs it to the second. */
const budgetEveryMs = 10_000;

export const projectQueries = {
  budget: () =>
    queryOptions({
      queryKey: queryKeys.projects.budget,
      queryFn: ({ signal }) => callHouse("getBudget", { signal }),
      refetchInterval: budgetEveryMs,
    }),
  counts: () =>
    queryOptions({
      queryKey: queryKeys.projects.counts,
      queryFn: ({ signal }) => callHouse("countProject", { signal }),
    }),
};
