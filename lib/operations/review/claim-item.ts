import { AppError } from "@/lib/base/app-error";
import { seededRandom, seedFrom } from "@/lib/base/random";
import type { NothingToServe, ServedItem } from "@/lib/contract/endpoints/assignments";
import {
  claimAgain,
  claimGold,
  claimHeld,
  claimNext,
  giveBackExpired,
  lockClaimant,
  readLeftovers,
} from "@/lib/data/review/claim";
import { findQueue } from "@/lib/data/review/queues";
import { transaction } from "@/lib/data/sql";
import { isGoldTurn } from "@/lib/domain/review/gold";
import { type ReviewQueue, takesPart } from "@/lib/domain/review/queue";
import type { Viewer } from "@/lib/domain/viewer";
import { serveItem } from "./serve-item";

type Input = { queueId: string; holding: string[]; includeSkipped: boolean };

/**
 * Serves the next item: one that is theirs already, one whose lease they lost and that is still free, a gold item when
 * it is time for one, else the first free one in the queue. Skipped ones come again only when they are asked for.
 */
export async function claimItem(
  viewer: Viewer,
  { queueId, holding, includeSkipped }: Input,
): Promise<{ item: ServedItem | null; reason: NothingToServe | null }> {
  const queue = await findQueue(queueId);
  if (!queue) throw new AppError("not_found", "There is no such review queue.");
  if (!takesPart(queue.spec, viewer.id))
    throw new AppError("forbidden", "You do not take part in this queue. Ask a lead to add you to its people.");
  if (queue.status !== "open") return { item: null, reason: "paused" };
  await giveBackExpired(queueId);
  const assignmentId = await claimPlace(queue, viewer.id, holding, includeSkipped);
  if (assignmentId) return { item: await serveItem(viewer, assignmentId), reason: null };
  return { item: null, reason: await whyNothing(queue, viewer.id) };
}

function claimPlace({ id: queueId, spec }: ReviewQueue, personId: string, holding: string[], includeSkipped: boolean) {
  const ask = { queueId, personId, leaseSeconds: spec.leaseSeconds };
  return transaction(async (tx) => {
    const served = await lockClaimant(tx, ask);
    const theirs = (await claimHeld(tx, ask, holding)) ?? (await claimAgain(tx, ask, "expired"));
    if (theirs) return theirs;
    const gold = () => claimGold(tx, ask, seededRandom(seedFrom(`gold:${queueId}:${personId}:${served}`))());
    const skipped = () => (includeSkipped ? claimAgain(tx, ask, "skipped") : null);
    if (spec.practice) return (await gold()) ?? (await skipped());
    return (
      (isGoldTurn(queueId, personId, served, spec.goldRate) ? await gold() : null) ??
      (await claimNext(tx, ask, false)) ??
      (await claimNext(tx, ask, true)) ??
      (await skipped())
    );
  });
}

async function whyNothing({ id: queueId, spec }: ReviewQueue, personId: string): Promise<NothingToServe> {
  const left = await readLeftovers({ queueId, personId, leaseSeconds: spec.leaseSeconds }, spec.practice);
  if (left.items === 0) return "empty";
  if (left.skipped > 0) return "only_skipped";
  if (left.open === 0 || spec.practice) return "all_done";
  return left.free > 0 ? "nothing_assigned" : "waiting_on_others";
}
