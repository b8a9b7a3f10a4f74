import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { enqueueJob } from "@/lib/data/jobs/enqueue";
import { findJob } from "@/lib/data/jobs/jobs";
import { findSnapshot } from "@/lib/data/snapshots/snapshots";
import { findSplit, insertSplit, readSplitParts } from "@/lib/data/snapshots/splits";
import { type Queryable, transaction } from "@/lib/data/sql";
import { untilReachable } from "@/lib/data/until-reachable";
import type { Job } from "@/lib/domain/job";
import { countLeaks, type Leaks } from "@/lib/domain/training/leaks";
import type { SplitFacts } from "@/lib/domain/training/split";
import type { AskedSplit } from "@/lib/domain/training/split-spec";
import type { Viewer } from "@/lib/domain/viewer";
import { authorizeSnapshots } from "../data-sets/authorize-snapshots";
import { inSlices } from "../in-slices";
import { drawSplit, once, readMembers } from "./draw-split";

/** What a split would come to. Nothing is stored. */
export async function previewSplit(viewer: Viewer, asked: AskedSplit): Promise<SplitFacts> {
  await authorizeSnapshots("keeper", viewer, asked.snapshotIds);
  return (await drawSplit(asked)).facts;
}

/** Asks for the job that makes a split; it is there, whole and for good, once the job is done. */
export async function createSplit(viewer: Viewer, asked: AskedSplit): Promise<{ splitId: string; job: Job }> {
  await authorizeSnapshots("keeper", viewer, asked.snapshotIds);
  const splitId = newId("split");
  const jobId = await transaction((tx) =>
    enqueueJob(tx, {
      kind: "split",
      payload: { splitId, ...asked },
      subject: asked.snapshotIds[0],
      key: `split:${splitId}`,
      personId: viewer.id,
    }),
  );
  return { splitId, job: must(await findJob(jobId), "the job that was asked for") };
}

type Tools = {
  signal: AbortSignal;
  report: (progress: { done: number; total: number; sentence: string }) => Promise<void>;
  rest: (workedMs: number) => Promise<void>;
  whileHeld: <T>(work: (tx: Queryable) => Promise<T>) => Promise<T>;
};

/**
 * Draws a split and stores the part of each dialogue: it stays as it is, whatever is found to be alike later. It writes once,
 * at its end: whoever does it again begins anew, or finds it there.
 */
export async function makeSplit(
  { splitId, ...asked }: AskedSplit & { splitId: string },
  personId: string,
  { signal, report, rest, whileHeld }: Tools,
): Promise<{ splitId: string }> {
  if (await untilReachable(() => findSplit(splitId))) return { splitId };
  const total = await countDialogues(asked.snapshotIds);
  const tell = async (done: number, sentence: string) => {
    signal.throwIfAborted();
    await report({ done, total, sentence });
  };
  const { parts, facts, snapshots } = await drawSplit(asked, {
    rest: async (workedMs) => {
      signal.throwIfAborted();
      await rest(workedMs);
    },
    onRead: (done) => tell(done, done < total ? "Reading what they have in common" : "Drawing"),
  });
  const { spec, earlierId } = asked;
  const ofSnapshots = snapshots.map(({ snapshotId, members }) => ({
    snapshotId,
    parts: members.map(({ id }) => must(parts.get(id), "the part of a dialogue")),
  }));
  await whileHeld((tx) => insertSplit(tx, { id: splitId, spec, earlierId, facts, personId }, ofSnapshots));
  return { splitId };
}

async function countDialogues(snapshotIds: readonly string[]): Promise<number> {
  let dialogues = 0;
  for (const id of new Set(snapshotIds)) dialogues += must(await findSnapshot(id), "the snapshot").dialogues;
  return dialogues;
}

/** What leaks by what is known today: groups of near-duplicates may have grown together since a split was made. */
export async function checkSplit(splitId: string): Promise<{ leaks: Leaks; uncompared: number }> {
  const { snapshots, topics } = must(await findSplit(splitId), "the split");
  const ids = snapshots.map(({ id }) => id);
  const members = once(await readMembers(ids, topics));
  const parts = await readSplitParts(splitId);
  const uncompared = members.filter(({ isCompared }) => !isCompared).length;
  return { leaks: await inSlices(countLeaks(members, (id) => parts.get(id))), uncompared };
}
