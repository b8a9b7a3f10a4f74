/** Keys of trainings, of where they happen, and of what came of what; apart from the others, which every page carries. */
export const trainingKeys = {
  all: ["trainings"],
  list: (snapshot?: string) => ["trainings", "list", snapshot ?? "all"],
  one: (id: string) => ["trainings", "one", id],
  curves: (id: string) => ["trainings", "one", id, "curves"],
  samples: (id: string) => ["trainings", "one", id, "samples"],
  publications: (id: string) => ["trainings", "one", id, "publications"],
  publication: (id: string) => ["trainings", "one", id, "publication"],
  preview: (spec: object) => ["trainings", "preview", spec],
  places: ["trainings", "places"],
  hosts: ["trainings", "hosts"],
  lineage: (about: object) => ["trainings", "lineage", about],
  holders: (dialogueId: string) => ["trainings", "holders", dialogueId],
} as const;
