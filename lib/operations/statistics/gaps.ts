import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { enqueueJob } from "@/lib/data/jobs/enqueue";
import { transaction } from "@/lib/data/sql";
import { findClusterDialogues, findClusterTexts, findGap, insertGap } from "@/lib/data/statistics/gaps";
import type { Gap, GapFindings, GapKept, GapOrder, GapSide } from "@/lib/domain/statistics/gap";
import { authorize, type Viewer } from "@/lib/domain/viewer";
import { createDataSet } from "../data-sets/data-sets";
import { createSeedSet } from "../seed-sets";
import { estimateVectors } from "./vectors";

/** Of an endpoint's vectors so many may lack: texts that it refuses. */
const mayLack = 0.05;

/** Asks what a simulator captures, misses and invents. An endpoint's vectors must be there: nothing is paid for here. */
export async function createGap(viewer: Viewer, order: GapOrder): Promise<Gap> {
  authorize(viewer, "dataSet.manage");
  if (order.peopleId === order.simulatedId)
    throw new AppError("invalid", "A snapshot misses nothing of itself.", {
      fields: { simulatedId: "Choose another snapshot than that of people" },
    });
  await requireVectors(order);
  const id = newId("gap");
  await transaction(async (tx) => {
    await insertGap(tx, id, viewer.id, order);
    const job = { kind: "gap", payload: { gapId: id }, subject: id, key: `gap:${id}`, personId: viewer.id } as const;
    await enqueueJob(tx, job);
  });
  return must(await findGap(id), "the gap").gap;
}

async function requireVectors({ modelId, peopleId, simulatedId }: GapOrder): Promise<void> {
  if (modelId === null) return;
  for (const [snapshotId, whose] of [
    [peopleId, "the people's"],
    [simulatedId, "the simulator's"],
  ] as const) {
    const { missing, texts } = await estimateVectors(snapshotId, modelId);
    if (missing <= mayLack * texts) continue;
    const words = `${missing} of ${texts} questions of ${whose} snapshot have no vector of this model yet. Get them first; the cost is told before.`;
    throw new AppError("invalid", words, { fields: { modelId: words } });
  }
}

/** A comparison, with what came of it. */
export async function readGap(gapId: string): Promise<{ gap: Gap; findings: GapFindings | null }> {
  const found = await findGap(gapId);
  if (found) return found;
  throw new AppError("not_found", "There is no such comparison.");
}

/** As many as one address of the list of dialogues can name. */
const mostNamed = 200;

/** The first dialogues that one side has in a cluster, and how many there are. */
export async function readClusterDialogues(
  gapId: string,
  { cluster, side }: { cluster: number; side: GapSide },
): Promise<{ dialogueIds: string[]; total: number }> {
  const found = await findClusterDialogues(gapId, cluster, side);
  if (!found) throw new AppError("not_found", "There is no such cluster.");
  return { dialogueIds: found.slice(0, mostNamed), total: found.length };
}

/** Makes a cluster a seed set of what was said there, the nearest to its middle first, or a list of its dialogues. */
export async function keepCluster(
  viewer: Viewer,
  gapId: string,
  { cluster, side, as, name }: GapKept,
): Promise<{ id: string; size: number }> {
  authorize(viewer, as === "seedSet" ? "seedSet.manage" : "dataSet.manage");
  const dialogueIds = await findClusterDialogues(gapId, cluster, side);
  if (!dialogueIds) throw new AppError("not_found", "There is no such cluster.");
  if (dialogueIds.length === 0) throw new AppError("invalid", "This side says nothing there. Nothing was made.");
  if (as === "dataSet") {
    const note = `What ${side === "people" ? "people" : "the simulator"} said in one cluster of a comparison.`;
    const { id } = await createDataSet(viewer, { name, note, members: { list: { dialogueIds } } });
    return { id, size: dialogueIds.length };
  }
  const questions = await findClusterTexts(gapId, cluster, side);
  const seeds = questions.map((question) => ({ question }));
  const { id, size } = await createSeedSet({ name, kind: "question", seeds });
  return { id, size };
}
