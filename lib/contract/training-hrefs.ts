/** What a lineage is asked about. */
type LineageAbout =
  | { model: string }
  | { training: string }
  | { snapshot: string }
  | { run: string }
  | { import: string };

type Named = { id: string; name: string };

/** Ids by what they are of, and under `names` what they are called, a line each. */
function chosen(lists: Record<string, readonly Named[]>): URLSearchParams {
  const params = new URLSearchParams();
  for (const [key, list] of Object.entries(lists))
    if (list.length > 0) params.set(key, list.map(({ id }) => id).join(","));
  const names = Object.values(lists).flatMap((list) => list.map(({ name }) => name.replaceAll("\n", " ")));
  params.set("names", names.join("\n"));
  return params;
}

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
  judge: (models: readonly Named[]) => `/evaluations/new?${chosen({ models })}`,
  /** A new evaluation of whole dialogues, with runs chosen, and what real people said beside them. */
  judgeRuns: (kind: "dialogues" | "turing", runs: readonly Named[], snapshots: readonly Named[] = []) =>
    `/evaluations/new?kind=${kind}&${chosen({ runs, snapshots })}`,
  places: "/training/places",
  newPlace: "/training/places/new",
  lineage: (about: LineageAbout) => `/training/lineage?${new URLSearchParams(about)}`,
  holders: (dialogueId: string) => `/training/lineage?dialogue=${encodeURIComponent(dialogueId)}`,
} as const;
