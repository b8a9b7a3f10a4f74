import { queryOptions } from "@tanstack/react-query";
import { call } from "../call";
import { queryKeys } from "../query-keys";

export const sessionQueries = {
  current: () => queryOptions({ queryKey: queryKeys.session, queryFn: ({ signal }) => call("session", { signal }) }),
};
