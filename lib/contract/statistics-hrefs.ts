import type { MapChoice } from "@/lib/domain/statistics/topic-map";

/** URLs of the pages under Statistics; apart from the others, which every page carries. */
export const statisticsHrefs = {
  figures: "/statistics",
  /** What leads want to be told of. */
  alerts: "/alerts",
  /** Snapshots, data sets as they stand, and those of which values were published, by their ids. */
  sideBySide: (
    chosen: { sets?: readonly string[]; dataSets?: readonly string[]; published?: readonly string[] } = {},
  ) => {
    const given = Object.entries(chosen).filter(([, ids]) => ids.length > 0);
    const query = new URLSearchParams(given.map(([name, ids]) => [name, ids.join(",")]));
    return given.length === 0 ? "/statistics/side-by-side" : `/statistics/side-by-side?${query}`.replaceAll("%2C", ",");
  },
  /** By one of the scores that are offered there. */
  performance: (score = "") => `/statistics/performance${score && `?score=${encodeURIComponent(score)}`}`,
  /** What is measured of a data set as it stands; beside real people where those are named. */
  dataSet: (dataSetId: string, people?: string) =>
    `/statistics/data-sets/${encodeURIComponent(dataSetId)}${people ? `?people=${encodeURIComponent(people)}` : ""}`,
  overTime: (dataSetId: string) => `/statistics/data-sets/${encodeURIComponent(dataSetId)}/over-time`,
  missing: "/statistics/missing",
  gap: (gapId: string) => `/statistics/missing/${encodeURIComponent(gapId)}`,
  map: "/statistics/map",
  /** Of a snapshot; what is usual is not named. */
  mapOf: (snapshotId: string, { subject, vectoriser }: MapChoice) => {
    const query = new URLSearchParams({ snapshot: snapshotId });
    if (subject !== "openings") query.set("subject", subject);
    if (vectoriser !== "own") query.set("vectoriser", vectoriser);
    return `/statistics/map?${query}`;
  },
} as const;
