import { countItems } from "@/lib/data/bulk-acts";
import { untilReachable } from "@/lib/data/until-reachable";
import { doNextItem } from "@/lib/operations/bulk/do-next-item";
import type { JobHandler } from "./job-handler";

/** Does one thing to many dialogues, or takes that back, one dialogue after another. */
export const doBulkAct: JobHandler<"bulk_act"> = async ({ payload }, { signal, report, hold }) => {
  const { bulkActId } = payload;
  const { personId, total, done, refused } = await untilReachable(() => countItems(bulkActId));
  const counts = { done, refused };
  const tell = () => report({ done: counts.done + counts.refused, total });
  await tell();
  while (!signal.aborted) {
    const outcome = await untilReachable(() => doNextItem({ bulkActId, personId, hold }));
    if (outcome === null) return { kind: "done", result: counts };
    counts[outcome] += 1;
    await tell();
  }
  return { kind: "later", delayMs: 0 };
};
