import { must } from "@/lib/base/assert";
import { seedFrom } from "@/lib/base/random";
import { enqueueJob } from "@/lib/data/jobs/enqueue";
import { findJob } from "@/lib/data/jobs/jobs";
import { findFigures, type StoredFigures, writeFigures } from "@/lib/data/snapshots/figures";
import { readSnapshotDialogues } from "@/lib/data/snapshots/read-dialogues";
import { findSnapshot } from "@/lib/data/snapshots/snapshots";
import { type Queryable, transaction } from "@/lib/data/sql";
import { findHumanReference } from "@/lib/data/statistics/human-reference";
import type { CountTokens } from "@/lib/domain/chat-model";
import type { ExportedDialogue } from "@/lib/domain/dialogue-in-file";
import type { Job } from "@/lib/domain/job";
import type { SnapshotFigures } from "@/lib/domain/training/snapshot-figures";
import type { Viewer } from "@/lib/domain/viewer";
import { addFigures, figuresVersion, measureDialogue, noFigures } from "@/lib/measures/dialogue-figures";
import { figureRows } from "@/lib/measures/figure-rows";
import { inSlices } from "../in-slices";
import { authorizeSnapshots } from "./authorize-snapshots";

/** What is measured of a snapshot, beside the one of real people that is named, or else that of the project. */
export async function readSnapshotFigures(snapshotId: string, named?: string): Promise<SnapshotFigures> {
  const figures = await findFigures(snapshotId, figuresVersion);
  const peopleId = named ?? (await findHumanReference())?.snapshotId;
  const people = peopleId === undefined ? null : await findFigures(peopleId, figuresVersion);
  return {
    counted: figures && { tokenizer: figures.tokenizer, at: figures.at },
    people: peopleId === undefined ? null : { snapshotId: peopleId, isCounted: people !== null },
    rows: figures ? figureRows(figures.body.halves, people?.body.halves ?? null) : [],
  };
}

/** Asks for the job that measures a snapshot; one that is under way is the same. */
export async function measureSnapshot(viewer: Viewer, snapshotId: string): Promise<Job> {
  await authorizeSnapshots("keeper", viewer, [snapshotId]);
  const jobId = await transaction((tx) => askForFigures(tx, viewer, snapshotId));
  return must(await findJob(jobId), "the job that was asked for");
}

/** Has a snapshot measured, for whoever may see to that. */
export function askForFigures(tx: Queryable, { id: personId }: Viewer, snapshotId: string): Promise<string> {
  const order = { kind: "snapshot_figures", payload: { snapshotId }, subject: snapshotId, personId } as const;
  return enqueueJob(tx, { ...order, key: `figures:${snapshotId}` });
}

type Tools = {
  signal: AbortSignal;
  countTokens: CountTokens;
  tokenizer: string;
  report: (progress: { done: number; total: number }) => Promise<void>;
  rest: (workedMs: number) => Promise<void>;
  whileHeld: <T>(work: (tx: Queryable) => Promise<T>) => Promise<T>;
};

/** Measures a snapshot and keeps the sums. It writes once, at its end, and the same each time. */
export async function countFigures(snapshotId: string, tools: Tools): Promise<{ dialogues: number }> {
  const { signal, countTokens, tokenizer, report, rest, whileHeld } = tools;
  const { dialogues: total } = must(await findSnapshot(snapshotId), "the snapshot");
  const halves: StoredFigures["body"]["halves"] = [noFigures(), noFigures()];
  function* measured(dialogues: ExportedDialogue[]): Generator<void, void> {
    for (const { id, turns } of dialogues) {
      const spoken = turns.map(({ speaker, text }) => ({ speaker, text, tokens: countTokens(text) }));
      addFigures(halves[seedFrom(id) % 2 === 0 ? 0 : 1], measureDialogue({ turns: spoken }));
      yield;
    }
  }
  let done = 0;
  for await (const batch of readSnapshotDialogues(snapshotId)) {
    signal.throwIfAborted();
    await inSlices(measured(batch), rest);
    done += batch.length;
    await report({ done, total });
  }
  await whileHeld((tx) => writeFigures(tx, snapshotId, figuresVersion, { tokenizer, body: { halves } }));
  return { dialogues: done };
}
