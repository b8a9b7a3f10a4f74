import { AppError } from "@/lib/base/app-error";
import { findPush, finishPush } from "@/lib/data/pushes";
import type { Queryable } from "@/lib/data/sql";
import { untilReachable } from "@/lib/data/until-reachable";
import { exportStem } from "@/lib/domain/training/training-export";
import { followFiles } from "../destinations/follow-files";
import { openDestination } from "../destinations/open-destination";
import { entriesOf } from "./export-entries";

type Tools = {
  signal: AbortSignal;
  report: (progress: { done?: number; total?: number; sentence?: string }) => Promise<void>;
  rest: (workedMs: number) => Promise<void>;
  whileHeld: <T>(work: (tx: Queryable) => Promise<T>) => Promise<T>;
};

/**
 * Sends all files of an export to its destination; the manifest and its signature go last. `before`: so many were there when an
 * earlier try broke off. Whoever does it again sends what is missing.
 */
export async function pushExport(pushId: string, before: number, tools: Tools): Promise<{ files: number }> {
  const push = await untilReachable(() => findPush(pushId));
  if (!push) throw new AppError("not_found", "The push is not there any more.");
  const { exportId, destination, outcome } = push;
  if (outcome) return { files: outcome.files };
  const { exported, entries } = await untilReachable(() => entriesOf(exportId));
  const files = [...entries.slice(2), ...entries.slice(0, 2)].map(({ from, ...file }) =>
    Object.assign(file, { pieces: () => rested(from(0), tools.rest) }),
  );
  const progress = followFiles(files, before, tools.report);
  await tools.report({ total: files.length, sentence: "" });
  const place = await untilReachable(() => openDestination(destination.id));
  const stem = exportStem(exported);
  const parcel = { folder: `${stem}-${exportId}`, title: `${stem}: export ${exportId} of RealChat Studio`, files };
  const { url } = await place.push(parcel, { signal: tools.signal, ...progress });
  const found = { url, files: files.length };
  await untilReachable(() => tools.whileHeld((tx) => finishPush(tx, pushId, found)));
  await tools.report({ done: files.length, total: files.length, sentence: "" });
  return { files: files.length };
}

/** Between pieces others have their turn, as long as making them took; what waits for the network is no work. */
async function* rested(pieces: AsyncIterable<Buffer>, rest: Tools["rest"]): AsyncGenerator<Buffer> {
  let began = performance.now();
  for await (const piece of pieces) {
    await rest(performance.now() - began);
    yield piece;
    began = performance.now();
  }
}
