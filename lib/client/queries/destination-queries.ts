import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { callData } from "../call-data";
import { dataKeys } from "../data-keys";
import { pageByPage } from "../pages";

export const destinationQueries = {
  list: () =>
    queryOptions({
      queryKey: dataKeys.destinations.all,
      queryFn: ({ signal }) => callData("listDestinations", { signal }),
    }),
  /** Where an export was pushed, newest first. */
  pushes: (exportId: string) =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: dataKeys.exports.pushes(exportId),
      queryFn: ({ signal, pageParam }) =>
        callData("listPushes", { params: { exportId }, query: { cursor: pageParam }, signal }),
    }),
};
