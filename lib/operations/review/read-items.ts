import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import type { QueueItem } from "@/lib/contract/endpoints/review-items";
import { findTree } from "@/lib/data/dialogue-acts";
import { listPlaces } from "@/lib/data/review/assignments";
import { findItem, listItems, toReviewItem } from "@/lib/data/review/items";
import { findQueue } from "@/lib/data/review/queues";
import type { ItemStatus } from "@/lib/domain/review/resolution";
import type { Viewer } from "@/lib/domain/viewer";
import { assertReviews } from "./held-assignment";

type Options = { status?: ItemStatus; cursor?: string; limit: number };

/** A page of a queue's items, for those who review it. */
export async function readItems(viewer: Viewer, queueId: string, options: Options) {
  const queue = await findQueue(queueId);
  if (!queue) throw new AppError("not_found", "There is no such review queue.");
  assertReviews(queue, viewer);
  return listItems(queueId, options);
}

/** An item with everybody's assignments and answers, for those who review its queue. */
export async function readItem(viewer: Viewer, itemId: string): Promise<QueueItem> {
  const item = await findItem(itemId);
  if (!item) throw new AppError("not_found", "There is no such item in a review queue.");
  assertReviews(must(await findQueue(item.queueId), "its queue"), viewer);
  const [tree, assignments] = await Promise.all([findTree(item.dialogueId), listPlaces(itemId)]);
  return { item: toReviewItem(item), known: item.gold, ...must(tree, "its dialogue"), assignments };
}
