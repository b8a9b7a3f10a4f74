import { AppError } from "@/lib/base/app-error";
import { seededRandom, seedFrom } from "@/lib/base/random";
import type { NothingToServe, ServedItem } from "@/lib/contract/endpoints/assignments";
import { behindTheBlindfold, raterAtWork } from "@/lib/data/project-at-work";
import { claimGold, claimPlace, countServed, giveBackExpired, readLeftovers } from "@/lib/data/review/holding";
import { findQueueToServe } from "@/lib/data/review/queues";
import type { Served } from "@/lib/data/review/served";
import { type Queryable, transaction } from "@/lib/data/sql";
import { isGoldTurn } from "@/lib/domain/review/gold";
import { type ReviewQueue, takesPart } from "@/lib/domain/review/queue";
import type { Viewer } from "@/lib/domain/viewer";
import { atOwnItem } from "./blindness";
import { asServed } from "./serve-item";

type Input = { queueId: string; holding: string[]; includeSkipped: boolean };

/**
 * Serves the next item: one that is theirs already, one whose lease they lost and that is still free, a gold item when
 * it is time for one, else the first free one in the queue. Skipped ones come again only when they are asked for.
 */
export async function claimItem(viewer: Viewer, input: Input): Promise<Claimed> {
  return atOwnItem(input, () => claim(viewer, input));
}

type Claimed = { item: ServedItem | null; reason: NothingToServe | null };

async function claim(viewer: Viewer, { queueId, holding, includeSkipped }: Input): Promise<Claimed> {
  const queue = await findQueueToServe(queueId);
  if (!queue) throw new AppError("not_found", "There is no such review queue.");
  if (!takesPart(queue.spec, viewer.id))
    throw new AppError("forbidden", "You do not take part in this queue. Ask a lead to add you to its people.");
  if (queue.status !== "open") return { item: null, reason: "paused" };
  if (queue.hasExpired) await giveBackExpired(queueId);
  const served = await findPlace(queue, viewer.id, holding, includeSkipped);
  if (served) return { item: asServed(served), reason: null };
  return { item: null, reason: await whyNothing(queue, viewer.id) };
}

/** One person's claims in one queue go one after another, so that two tabs get the same item. */
function findPlace({ id: queueId, spec }: ReviewQueue, personId: string, holding: string[], includeSkipped: boolean) {
  const ask = { queueId, personId, leaseSeconds: spec.leaseSeconds };
  const isPlain = !spec.practice && spec.goldRate === 0;
  async function find(tx: Queryable): Promise<Served | null> {
    const own = { besides: holding, again: "expired" } as const;
    const first = await claimPlace(tx, ask, isPlain ? { ...own, fresh: "quick" } : own);
    if (first) return first;
    const served = isPlain ? 0 : await countServed(tx, ask);
    const gold = () => claimGold(tx, ask, seededRandom(seedFrom(`gold:${queueId}:${personId}:${served}`))());
    const skipped = () => (includeSkipped ? claimPlace(tx, ask, { again: "skipped" }) : null);
    if (spec.practice) return (await gold()) ?? (await skipped());
    return (
      (isGoldTurn(queueId, personId, served, spec.goldRate) ? await gold() : null) ??
      (isPlain ? null : await claimPlace(tx, ask, { fresh: "quick" })) ??
      (await claimPlace(tx, ask, { fresh: "patient" })) ??
      (await skipped())
    );
  }
  return transaction(find, { lock: `${queueId}:${personId}` });
}

async function whyNothing({ id: queueId, spec }: ReviewQueue, personId: string): Promise<NothingToServe> {
  const ask = { queueId, personId, leaseSeconds: spec.leaseSeconds };
  const left = await readLeftovers(ask, spec.practice);
  if (left.skipped > 0) return "only_skipped";
  if (raterAtWork() !== null) {
    const all = await behindTheBlindfold(() => readLeftovers(ask, spec.practice));
    if (all.free > left.free) return "kept_from_you";
  }
  if (left.items === 0) return "empty";
  if (left.open === 0 || spec.practice) return "all_done";
  return left.free > 0 ? "nothing_assigned" : "waiting_on_others";
}
