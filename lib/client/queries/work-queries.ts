import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call } from "../call";
import { pageByPage } from "../pages";
import { queryKeys } from "../query-keys";

export const workQueries = {
  /** Everybody's work side by side; for leads. */
  team: (days: number) =>
    queryOptions({
      queryKey: queryKeys.team.work(days),
      queryFn: ({ signal }) => call("listTeamWork", { query: { days }, signal }),
      select: (answer) => answer.items,
    }),
  of: (memberId: string, days: number) =>
    queryOptions({
      queryKey: queryKeys.team.workOf(memberId, days),
      queryFn: ({ signal }) => call("getWork", { params: { memberId }, query: { days }, signal }),
    }),
  /** What a person did, newest first. */
  acts: (memberId: string) =>
    infiniteQueryOptions({
      queryKey: queryKeys.team.actsOf(memberId),
      queryFn: ({ signal, pageParam }) =>
        call("listPastActs", { params: { memberId }, query: { cursor: pageParam, limit: 30 }, signal }),
      ...pageByPage,
    }),
  /** What waits in each project that the person is in. */
  waiting: () =>
    queryOptions({
      queryKey: queryKeys.waiting,
      queryFn: ({ signal }) => call("listWaiting", { signal }),
      select: (answer) => answer.items,
    }),
  mentions: () =>
    queryOptions({
      queryKey: queryKeys.mentions,
      queryFn: ({ signal }) => call("listMentions", { signal }),
      select: (answer) => answer.items,
    }),
};
