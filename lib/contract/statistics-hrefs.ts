/** URLs of the pages under Statistics; apart from the others, which every page carries. */
export const statisticsHrefs = {
  figures: "/statistics",
  /** What leads want to be told of. */
  alerts: "/alerts",
  /** Snapshots, and data sets of which values were published, by their ids. */
  sideBySide: (sets: readonly string[] = [], published: readonly string[] = []) => {
    const query = new URLSearchParams();
    if (sets.length > 0) query.set("sets", sets.join(","));
    if (published.length > 0) query.set("published", published.join(","));
    const text = query.toString().replaceAll("%2C", ",");
    return `/statistics/side-by-side${text && `?${text}`}`;
  },
  /** By one of the scores that are offered there. */
  performance: (score = "") => `/statistics/performance${score && `?score=${encodeURIComponent(score)}`}`,
  /** What is measured of a data set as it stands; beside real people where those are named. */
  dataSet: (dataSetId: string, people?: string) =>
    `/statistics/data-sets/${encodeURIComponent(dataSetId)}${people ? `?people=${encodeURIComponent(people)}` : ""}`,
  overTime: (dataSetId: string) => `/statistics/data-sets/${encodeURIComponent(dataSetId)}/over-time`,
  missing: "/statistics/missing",
  gap: (gapId: string) => `/statistics/missing/${encodeURIComponent(gapId)}`,
} as const;
