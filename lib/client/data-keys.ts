/** Keys of what is taken in, cleaned, frozen, split and exported; apart from the others, which every page carries. */
export const dataKeys = {
  imports: {
    all: ["imports"],
    list: ["imports", "list"],
    whole: ["imports", "list", "whole"],
    one: (id: string) => ["imports", "one", id],
    problems: (id: string) => ["imports", "one", id, "problems"],
  },
  dataSets: {
    all: ["dataSets"],
    list: ["dataSets", "list"],
    whole: ["dataSets", "list", "whole"],
    one: (id: string) => ["dataSets", "one", id],
    preview: (id: string) => ["dataSets", "preview", id],
    snapshots: (dataSetId: string) => ["dataSets", "snapshots", dataSetId],
    allSnapshots: ["dataSets", "snapshots"],
  },
  snapshots: {
    one: (id: string) => ["snapshots", id],
    dialogues: (id: string) => ["snapshots", id, "dialogues"],
    changes: (id: string, query: object) => ["snapshots", id, "changes", query],
    card: (id: string) => ["snapshots", id, "card"],
    cardVersions: (id: string) => ["snapshots", id, "card", "versions"],
  },
  splits: {
    all: ["splits"],
    ofSnapshot: (snapshotId: string) => ["splits", "of", snapshotId],
    whole: ["splits", "whole"],
    check: (id: string) => ["splits", "check", id],
  },
  exports: {
    all: ["exports"],
    list: (snapshot?: string) => ["exports", "list", snapshot ?? "all"],
    one: (id: string) => ["exports", "one", id],
    pushes: (id: string) => ["exports", "one", id, "pushes"],
    downloads: (id: string) => ["exports", "one", id, "downloads"],
    preview: (recipe: object) => ["exports", "preview", recipe],
    signals: (snapshotId: string) => ["exports", "signals", snapshotId],
    signingKeys: ["exports", "signingKeys"],
  },
  destinations: { all: ["destinations"] },
  scans: {
    all: ["scans"],
    list: ["scans", "list"],
    one: (id: string) => ["scans", id],
    findings: (id: string, kind: string) => ["scans", id, "findings", kind],
  },
} as const;
