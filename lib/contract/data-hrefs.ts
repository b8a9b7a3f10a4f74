/** URLs of the pages on which data is cleaned, frozen and exported; apart from the others, which every page carries. */
export const dataHrefs = {
  newDataSet: "/data-sets/new",
  dataSet: (dataSetId: string) => `/data-sets/${encodeURIComponent(dataSetId)}`,
  editDataSet: (dataSetId: string) => `/data-sets/${encodeURIComponent(dataSetId)}/edit`,
  snapshot: (snapshotId: string) => `/data-sets/snapshots/${encodeURIComponent(snapshotId)}`,
  snapshotCard: (snapshotId: string) => `/data-sets/snapshots/${encodeURIComponent(snapshotId)}/card`,
  /** What is measured of it; beside real people where those are named. */
  snapshotFigures: (snapshotId: string, people?: string) =>
    `/data-sets/snapshots/${encodeURIComponent(snapshotId)}/figures${people ? `?people=${encodeURIComponent(people)}` : ""}`,
  snapshotChanges: (snapshotId: string, from: string) =>
    `/data-sets/snapshots/${encodeURIComponent(snapshotId)}/changes?from=${encodeURIComponent(from)}`,
  exports: "/exports",
  exportsOf: (snapshotId: string) => `/exports?snapshot=${encodeURIComponent(snapshotId)}`,
  newExport: (snapshotId: string) => `/exports/new?snapshot=${encodeURIComponent(snapshotId)}`,
  exportOf: (exportId: string) => `/exports/${encodeURIComponent(exportId)}`,
  destinations: "/exports/destinations",
  newDestination: "/exports/destinations/new",
  tokenizers: "/exports/tokenizers",
  newTokenizer: "/exports/tokenizers/new",
  scans: "/scans",
  newScan: "/scans/new",
  scanOf: (scanId: string) => `/scans/${encodeURIComponent(scanId)}`,
} as const;
