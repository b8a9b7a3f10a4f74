import { countVectors, findVectorLength } from "@/lib/data/statistics/vectors";
import type { EmbeddingModel } from "@/lib/domain/embedding-model";
import type { Model } from "@/lib/domain/model";
import { sourceOf } from "@/lib/domain/statistics/vectoriser";
import { type EndedAsking, endedAsking, refuseBeyondBudget } from "./ended-asking";
import { type AskedText, OtherLength, payForVectors, type VectorTools } from "./pay-for-vectors";
import { batchesOf, textsWithoutVectors } from "./texts-without-vectors";

/** Calls at once. */
const width = 4;

type Outcome = { kind: "done"; result: { written: number; refused: number } } | EndedAsking;

/**
 * Asks for the vectors that questions of a snapshot lack, some calls side by side, and keeps each reply as it comes: whoever
 * begins again finds what was paid for, and asks for the rest. What the endpoint refuses of a text alone is left out.
 */
export async function writeVectors(
  snapshotId: string,
  endpoint: { entry: Model; embedder: EmbeddingModel },
  tools: VectorTools,
): Promise<Outcome> {
  const source = sourceOf(endpoint.entry);
  let dimensions = await findVectorLength(source);
  const { texts: total, missing } = await countVectors(snapshotId, { source, dimensions });
  const counts = { done: total - missing, written: 0, refused: 0 };
  await tools.report({ done: counts.done, total });
  let failed: { error: unknown } | null = null;
  const running = new Set<Promise<void>>();
  const asked = new Set<string>();

  async function ask(batch: AskedText[]): Promise<void> {
    const came = await payForVectors(batch, { ...endpoint, source, dimensions }, tools);
    dimensions ??= came.dimensions;
    counts.written += came.written;
    counts.refused += came.refused;
    counts.done += came.written + came.refused;
    await tools.report({ done: counts.done, total });
  }
  async function begin(batch: AskedText[]): Promise<void> {
    await refuseBeyondBudget();
    const call = ask(batch).catch((error: unknown) => {
      failed ??= { error };
    });
    running.add(call);
    void call.finally(() => running.delete(call));
    // Before the first reply nobody knows how long vectors are, nor whether the endpoint has any: it is asked alone.
    while (running.size >= (dimensions === null ? 1 : width)) await Promise.race(running);
    goOn();
  }
  /** Calls under way are paid for, so they end as they may; only no other begins. */
  function goOn(): void {
    if (failed) throw failed.error;
    tools.signal.throwIfAborted();
  }
  try {
    const lacking = textsWithoutVectors(snapshotId, () => ({ source, dimensions }), asked);
    for await (const batch of batchesOf(lacking, tools.countTokens)) await begin(batch);
    await Promise.all(running);
    goOn();
    return { kind: "done", result: { written: counts.written, refused: counts.refused } };
  } catch (error) {
    await Promise.all(running);
    if (error instanceof OtherLength) return { kind: "refused", error: error.message };
    const kept = `${counts.done} of ${total} questions have vectors, which stay; nothing is paid for twice.`;
    return endedAsking(error, kept, tools);
  }
}
