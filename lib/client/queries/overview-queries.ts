import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { callStatistics } from "../call-statistics";
import { dataKeys } from "../data-keys";
import { pageByPage } from "../pages";

export const overviewQueries = {
  alerts: () =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: dataKeys.alerts.raised,
      queryFn: ({ signal, pageParam }) => callStatistics("listAlerts", { query: { cursor: pageParam }, signal }),
      // A worker looks every five seconds.
      refetchInterval: 10_000,
    }),
  rules: () =>
    queryOptions({
      queryKey: dataKeys.alerts.rules,
      queryFn: ({ signal }) => callStatistics("listAlertRules", { signal }),
    }),
  target: (dataSetId: string) =>
    queryOptions({
      queryKey: dataKeys.dataSets.target(dataSetId),
      queryFn: ({ signal }) => callStatistics("getTarget", { params: { dataSetId }, signal }),
    }),
};
