/** URLs of the pages under Statistics; apart from the others, which every page carries. */
export const statisticsHrefs = {
  figures: "/statistics",
  /** What leads want to be told of. */
  alerts: "/alerts",
} as const;
