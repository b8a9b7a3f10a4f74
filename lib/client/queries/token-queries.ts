import { queryOptions } from "@tanstack/react-query";
import { call } from "../call";
import { queryKeys } from "../query-keys";

export const tokenQueries = {
  /** One's own. */
  own: () =>
    queryOptions({
      queryKey: queryKeys.tokens.own,
      queryFn: ({ signal }) => call("listApiTokens", { signal }),
      select: (answer) => answer.items,
    }),
  /** Those that open the project; for leads. */
  team: () =>
    queryOptions({
      queryKey: queryKeys.tokens.team,
      queryFn: ({ signal }) => call("listTeamTokens", { signal }),
      select: (answer) => answer.items,
    }),
};
