import type { ImportSource } from "../import-options";
import type { SnapshotFacts } from "./snapshot";

/** A file that dialogues of a snapshot came from, and what was said of it when it was imported, here or elsewhere. */
export type CardFile = { name: string; dialogues: number; source: ImportSource | null };
export type CardRun = Pick<
  SnapshotFacts["runs"][number],
  "name" | "dialogues" | "simulatorSampling" | "assistantSampling"
> & { simulator: string; assistant: string };

/**
 * Files and runs that stand behind a snapshot. What a file of our own format says of where its dialogues came from stands
 * behind that file, which by itself says nothing of that.
 */
export function cardSources({ runs, imports, origins }: SnapshotFacts): { files: CardFile[]; runs: CardRun[] } {
  const within = (importId: string, name: string) =>
    `${name}, within ${imports.find(({ id }) => id === importId)?.name ?? "a file"}`;
  return {
    files: [
      ...imports,
      ...origins.flatMap(({ importId, dialogues, from }) =>
        from.kind === "file" ? [{ name: within(importId, from.name), dialogues, source: from.about }] : [],
      ),
    ],
    runs: [
      ...runs.map((run) => ({ ...run, simulator: run.simulator.name, assistant: run.assistant.name })),
      ...origins.flatMap(({ importId, dialogues, from }) =>
        from.kind === "run"
          ? [
              {
                name: within(importId, from.name),
                dialogues,
                simulator: from.simulator.name,
                assistant: from.assistant.name,
                simulatorSampling: from.simulator.sampling,
                assistantSampling: from.assistant.sampling,
              },
            ]
          : [],
      ),
    ],
  };
}

/** What was said of the files whose dialogues came from nowhere before: of a file of our own, of those that it names instead. */
export function firstSources({ imports, origins }: SnapshotFacts): (ImportSource | null)[] {
  const telling = new Set(origins.map(({ importId }) => importId));
  return [
    ...imports.flatMap(({ id, source }) => (telling.has(id) ? [] : [source])),
    ...origins.flatMap(({ from }) => (from.kind === "file" ? [from.about] : [])),
  ];
}

/** True when a licence was said for each dialogue: of the file that it came in, or of the one that it came from before. */
export function isLicensed({ runs, imports, origins }: SnapshotFacts): boolean {
  const says = (source: ImportSource | null) => (source?.licence ?? "") !== "";
  return (
    runs.length === 0 &&
    imports.every(({ id, source }) => {
      const before = origins.filter(({ importId }) => importId === id);
      return (
        says(source) || (before.length > 0 && before.every(({ from }) => from.kind === "file" && says(from.about)))
      );
    })
  );
}
