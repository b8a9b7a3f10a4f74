import { AppError } from "@/lib/base/app-error";
import { newId } from "@/lib/base/ids";
import type { DialogueSelection } from "@/lib/data/dialogue-filter";
import { listMembers } from "@/lib/data/people";
import { countPlaces, insertItems, listQueueable } from "@/lib/data/review/items";
import { findQueue, keepOriginsOf, takePositions } from "@/lib/data/review/queues";
import { requireComplete } from "@/lib/data/search-index";
import { type Queryable, transaction } from "@/lib/data/sql";
import { dealItems } from "@/lib/domain/review/deal";
import type { QueueSpec } from "@/lib/domain/review/queue";
import { may } from "@/lib/domain/viewer";

export type ItemsOf = { filter: DialogueSelection } | { dialogueIds: string[] };

const mostAtOnce = 200_000;

/** Puts dialogues into a queue, oldest first; those that it has, in the trash, or without a turn are passed over. */
export async function addQueueItems(queueId: string, which: ItemsOf): Promise<{ added: number; passedOver: number }> {
  const queue = await findQueue(queueId);
  if (!queue) throw new AppError("not_found", "There is no such review queue. Nothing was added.");
  const people = await peopleOf(queue.spec);
  const added = await transaction((tx) => fillQueue(tx, queueId, queue.spec, which, people));
  return { added, passedOver: "dialogueIds" in which ? which.dialogueIds.length - added : 0 };
}

/** The same inside a transaction; returns how many were added. */
export async function fillQueue(
  tx: Queryable,
  queueId: string,
  spec: QueueSpec,
  which: ItemsOf,
  people: string[],
): Promise<number> {
  if ("filter" in which) await requireComplete(which.filter);
  // Holds the queue, so that of two who add at once the second sees what the first added.
  await takePositions(tx, queueId, 0);
  const { ids, more } = await listQueueable(tx, queueId, which, mostAtOnce);
  if (more)
    throw new AppError("invalid", `At most ${mostAtOnce} dialogues at once. Narrow the filter; nothing was added.`);
  if (ids.length === 0) return 0;
  const placesBefore = await countPlaces(tx, queueId);
  const firstPosition = await takePositions(tx, queueId, ids.length);
  const dealt = dealItems({ queueId, spec, count: ids.length, firstPosition, placesBefore, people });
  const items = dealt.map((deal, i) => ({ ...deal, id: newId("reviewItem"), dialogueId: ids[i] as string }));
  await insertItems(tx, queueId, firstPosition, items);
  await keepOriginsOf(queueId, tx);
  return ids.length;
}

/** Ids of the people who take part, in the order in which they joined. */
export async function peopleOf({ participants }: QueueSpec): Promise<string[]> {
  const able = (await listMembers()).filter((member) => may(member, "review.answer")).map(({ id }) => id);
  return participants.length === 0 ? able : able.filter((id) => participants.includes(id));
}
