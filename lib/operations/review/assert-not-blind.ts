import { AppError } from "@/lib/base/app-error";
import type { ActOrigin } from "@/lib/data/decisions";
import { findBlindQueue } from "@/lib/data/review/holding";
import type { Queryable } from "@/lib/data/sql";

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
