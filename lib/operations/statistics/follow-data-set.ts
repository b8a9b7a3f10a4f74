import { must } from "@/lib/base/assert";
import { findDataSet } from "@/lib/data/snapshots/data-sets";
import {
  findExactFigures,
  forgetHeld,
  holdPaths,
  readDifference,
  writeDataSetFigures,
} from "@/lib/data/statistics/data-set-figures";
import { readPaths, seePaths } from "@/lib/data/statistics/path-figures";
import { dialoguesOf } from "@/lib/domain/training/dialogues-of";
import { figuresVersion } from "@/lib/measures/dialogue-figures";
import { MaintainedFigures } from "@/lib/measures/maintained-figures";
import { bodyOf } from "./figures-beside";
import { figuresOfPaths, headOf, type MeasuringTools, pathsAtOnce, readCounted } from "./measure-paths";

/**
 * Brings the figures of a data set up to date: of what its dialogues are now and what the sums hold, the difference is added
 * and taken away. Each path is measured once, ever; sums, and which paths they hold, are written together at the end, so
 * that whoever is cut begins anew with the same difference.
 *
 * @returns how many dialogues differed
 */
export async function followDataSet(dataSetId: string, tools: MeasuringTools): Promise<{ changed: number }> {
  const dataSet = must(await findDataSet(dataSetId), "the data set");
  const kept = await findExactFigures(dataSetId);
  // What a newer version of the measures counted is not for this worker; what an older one did is counted anew.
  if (kept && kept.version > figuresVersion) return { changed: 0 };
  const isAnew = kept?.version !== figuresVersion || kept.tokenizer !== tools.tokenizer;
  if (isAnew) await tools.whileHeld((tx) => forgetHeld(tx, dataSetId, null));
  const figures = kept && !isAnew ? MaintainedFigures.of(kept) : new MaintainedFigures();

  const difference = await readDifference(dataSetId, dialoguesOf(dataSet));
  if (difference.length === 0 && !isAnew) return { changed: 0 };
  const held: { dialogueId: string; version: number; headId: string | null }[] = [];
  const moved: { from: string | null; to: string | null }[] = [];
  const gone = difference.filter(({ isGone }) => isGone);
  const found = difference.filter(({ isGone }) => !isGone);
  const before = new Map(found.map(({ dialogueId, headId }) => [dialogueId, headId]));
  const read = (at: number) => {
    const reading = readPaths(found.slice(at, at + pathsAtOnce).map(({ dialogueId }) => dialogueId));
    // Whoever stops here never asks for it.
    reading.catch(() => undefined);
    return reading;
  };
  // The next ones are read while these are measured.
  let [coming, written] = [read(0), Promise.resolve()];
  for (let at = 0; at < found.length; at += pathsAtOnce) {
    tools.signal.throwIfAborted();
    const paths = await coming;
    coming = read(at + pathsAtOnce);
    const { counted, kept: writing } = await figuresOfPaths(paths, tools);
    await written;
    written = writing;
    for (const path of paths) {
      const headId = path.turnIds.length > 0 ? headOf(path) : null;
      const from = before.get(path.dialogueId) ?? null;
      held.push({ dialogueId: path.dialogueId, version: path.version, headId });
      if (headId === from) continue;
      if (headId !== null) figures.add(must(counted.get(headId), "what a path gives"));
      moved.push({ from, to: headId });
    }
    await tools.report({ done: at + paths.length, total: found.length });
  }
  await written;
  await takeAway(figures, [...gone.map(({ headId }) => headId), ...moved.map(({ from }) => from)]);

  const exact = figures.pack();
  const body = bodyOf(figures);
  const seen = held.flatMap(({ headId, version }) => (headId === null ? [] : [{ headId, version }]));
  await tools.whileHeld(async (tx) => {
    await forgetHeld(
      tx,
      dataSetId,
      gone.map(({ dialogueId }) => dialogueId),
    );
    await holdPaths(tx, dataSetId, held);
    await seePaths(
      tx,
      seen.map(({ headId }) => headId),
      seen.map(({ version }) => version),
    );
    if (isAnew || gone.length > 0 || moved.length > 0)
      await writeDataSetFigures(tx, dataSetId, { version: figuresVersion, tokenizer: tools.tokenizer, body, exact });
  });
  return { changed: difference.length };
}

async function takeAway(figures: MaintainedFigures, headIds: (string | null)[]): Promise<void> {
  const heads = headIds.filter((id): id is string => id !== null);
  for (let at = 0; at < heads.length; at += pathsAtOnce) {
    const some = heads.slice(at, at + pathsAtOnce);
    const counted = await readCounted(some);
    for (const head of some) figures.add(must(counted.get(head), "what a held path gave"), -1);
  }
}
