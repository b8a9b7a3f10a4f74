import { queryOptions } from "@tanstack/react-query";
import { bulkActsAtWork } from "../bulk-acts-at-work";
import { call } from "../call";
import { queryKeys } from "../query-keys";

export const bulkQueries = {
  /** The viewer's bulk acts that were cut off: something of them waits, and this window does not work on it. */
  cutOff: () =>
    queryOptions({
      queryKey: queryKeys.bulkActs.unfinished,
      queryFn: async ({ signal }) => {
        const { items } = await call("listBulkActs", { query: { unfinished: "yes" }, signal });
        return items.filter(({ id }) => !bulkActsAtWork.has(id));
      },
      staleTime: 0,
    }),
};
