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
  places: "/training/places",
  newPlace: "/training/places/new",
  lineage: (about: LineageAbout) => `/training/lineage?${new URLSearchParams(about)}`,
  holders: (dialogueId: string) => `/training/lineage?dialogue=${encodeURIComponent(dialogueId)}`,
} as const;
