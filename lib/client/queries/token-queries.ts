import { queryOptions } from "@tanstack/react-query";
import { callHouse } from "../call-house";
import { queryKeys } from "../query-keys";

export const tokenQueries = {
  /** One's own. */
  own: () =>
    queryOptions({
      queryKey: queryKeys.tokens.own,
      queryFn: ({ signal }) => callHouse("listApiTokens", { signal }),
      select: (answer) => answer.items,
    }),
  /** Those that open the project; for leads. */
  team: () =>
    queryOptions({
      queryKey: queryKeys.tokens.team,
      queryFn: ({ signal }) => callHouse("listTeamTokens", { signal }),
      select: (answer) => answer.items,
    }),
};
