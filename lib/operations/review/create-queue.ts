import { AppError } from "@/lib/base/app-error";
import { newId } from "@/lib/base/ids";
import type { ListedQueue } from "@/lib/contract/endpoints/queues";
import { insertQueue } from "@/lib/data/review/queues";
import { transaction } from "@/lib/data/sql";
import type { GuidelineText } from "@/lib/domain/review/guideline";
import type { QueueSpec } from "@/lib/domain/review/queue";
import type { Viewer } from "@/lib/domain/viewer";
import { fillQueue, type ItemsOf, peopleOf } from "./add-queue-items";
import { checkQueue } from "./check-queue";
import { readQueue } from "./read-queue";

type Input = { name: string; spec: QueueSpec; guideline: GuidelineText; items: ItemsOf };

/** Makes a queue with its guideline and its items, whole or not at all. */
export async function createQueue(viewer: Viewer, { name, spec, guideline, items }: Input): Promise<ListedQueue> {
  await checkQueue(spec);
  const people = await peopleOf(spec);
  const id = newId("queue");
  await transaction(async (tx) => {
    await insertQueue(tx, { id, name, spec, personId: viewer.id }, guideline);
    const added = await fillQueue(tx, id, spec, items, people);
    if (added === 0) throw new AppError("invalid", "No dialogue matches, so no queue was made. Widen the filter.");
  });
  return (await readQueue(viewer, id)).queue;
}
