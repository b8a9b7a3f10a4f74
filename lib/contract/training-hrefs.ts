/** What a lineage is asked about. */
type LineageAbout =
  | { model: string }
  | { training: string }
  | { snapshot: string }
  | { run: string }
  | { import: string };

/** URLs of the pages under Training; apart from the others, which every page carries. */
export const trainingHrefs = {
  trainings: "/training",
  trainingsOf: (snapshotId: string) => `/training?snapshot=${encodeURIComponent(snapshotId)}`,
  newTraining: "/training/new",
  newTrainingOf: (snapshotId: string) => `/training/new?snapshot=${encodeURIComponent(snapshotId)}`,
  training: (trainingId: string) => `/training/${encodeURIComponent(trainingId)}`,
  /** Two on one chart. */
  beside: (trainingId: string, other: string) =>
    `/training/${encodeURIComponent(trainingId)}?beside=${encodeURIComponent(other)}`,
  /** A new run with a side chosen. */
  simulateWith: (sides: { simulator?: string; assistant?: string }) => `/runs/new?${new URLSearchParams(sides)}`,
  /** A new evaluation of answers, with candidates chosen. */
  judge: (modelIds: readonly string[]) => `/evaluations/new?models=${modelIds.map(encodeURIComponent).join(",")}`,
  /** A new evaluation of whole dialogues, with runs chosen, and what real people said beside them. */
  judgeRuns: (kind: "dialogues" | "turing", runIds: readonly string[], snapshotId?: string) =>
    `/evaluations/new?kind=${kind}&runs=${runIds.map(encodeURIComponent).join(",")}${snapshotId ? `&snapshots=${encodeURIComponent(snapshotId)}` : ""}`,
  places: "/training/places",
  newPlace: "/training/places/new",
  lineage: (about: LineageAbout) => `/training/lineage?${new URLSearchParams(about)}`,
  holders: (dialogueId: string) => `/training/lineage?dialogue=${encodeURIComponent(dialogueId)}`,
} as const;
