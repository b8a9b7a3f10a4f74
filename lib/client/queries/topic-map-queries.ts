import { queryOptions } from "@tanstack/react-query";
import { unpackPoints } from "@/lib/domain/statistics/packed-map";
import type { MapChoice } from "@/lib/domain/statistics/topic-map";
import { callStatistics, urlOfStatistics } from "../call-statistics";
import { ClientError } from "../client-error";
import { dataKeys } from "../data-keys";

/** What is drawn, and when it was: another drawing has other points. */
type Drawn = { snapshotId: string; choice: MapChoice; at: string };

export const topicMapQueries = {
  one: (snapshotId: string, choice: MapChoice) =>
    queryOptions({
      queryKey: dataKeys.statistics.map(snapshotId, choice),
      queryFn: ({ signal }) => callStatistics("getTopicMap", { params: { snapshotId }, query: choice, signal }),
    }),
  points: ({ snapshotId, choice, at }: Drawn) =>
    queryOptions({
      queryKey: [...dataKeys.statistics.map(snapshotId, choice), "points", at],
      // Half a megabyte that is read once; drawing it again needs the very same lists.
      structuralSharing: false,
      queryFn: async ({ signal }) => {
        const url = urlOfStatistics("downloadMapPoints", { params: { snapshotId }, query: choice });
        const response = await fetch(url, { signal });
        if (!response.ok) throw new ClientError("internal", "The points of the map could not be read. Try again.");
        return unpackPoints(await response.arrayBuffer());
      },
    }),
  told: (snapshotId: string, choice: MapChoice, points: number[]) =>
    queryOptions({
      queryKey: [...dataKeys.statistics.map(snapshotId, choice), "told", points],
      staleTime: 60_000,
      queryFn: ({ signal }) =>
        callStatistics("tellMapPoints", { params: { snapshotId }, body: { ...choice, points }, signal }),
    }),
  newcomers: ({ snapshotId, choice, at }: Drawn) =>
    queryOptions({
      queryKey: [...dataKeys.statistics.map(snapshotId, choice), "newcomers", at],
      queryFn: ({ signal }) => callStatistics("listMapNewcomers", { params: { snapshotId }, query: choice, signal }),
    }),
};
