import { AppError } from "@/lib/base/app-error";
import type { ActOrigin } from "@/lib/data/decisions";
import { atHiddenItem, raterAtWork } from "@/lib/data/project-at-work";
import { findBlindQueue } from "@/lib/data/review/holding";
import { hidesModels } from "@/lib/data/review/queues";
import type { Queryable } from "@/lib/data/sql";

/**
 * Does `work` at an item or in a queue that is the viewer's own: where it hides which models its dialogues are from, these
 * are there for it, and nowhere else. What it answers tells no origin (`serve-item.ts`).
 */
export async function atOwnItem<T>(
  place: { queueId: string } | { assignmentId: string },
  work: () => Promise<T>,
): Promise<T> {
  if (raterAtWork() === null || !(await hidesModels(place))) return work();
  return atHiddenItem(work);
}

/**
 * Where several people judge a dialogue, each by themselves, its verdict comes from their answers alone: one beside the
 * queue is refused, for it would tell the others what to answer and be replaced once they have.
 */
export async function assertNotBlind(tx: Queryable, dialogueId: string, origin: ActOrigin | undefined): Promise<void> {
  if (origin?.guidelineVersion !== undefined) return;
  const queue = await findBlindQueue(tx, dialogueId);
  if (queue === null) return;
  throw new AppError(
    "conflict",
    `People judge this dialogue in the queue “${queue}”, each by themselves. Answer it there, or settle it; nothing was changed.`,
  );
}
