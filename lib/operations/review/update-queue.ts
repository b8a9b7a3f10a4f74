import { AppError } from "@/lib/base/app-error";
import type { ListedQueue } from "@/lib/contract/endpoints/queues";
import { updateQueueRow } from "@/lib/data/review/queues";
import type { QueueSpec, QueueStatus } from "@/lib/domain/review/queue";
import type { Viewer } from "@/lib/domain/viewer";
import { checkQueue } from "./check-queue";
import { readQueue } from "./read-queue";

type Input = { queueId: string; name: string; status: QueueStatus; spec: QueueSpec };

/** Changes how a queue goes on. Items that were dealt already stay with their people; overlap counts for new items. */
export async function updateQueue(viewer: Viewer, { queueId, ...input }: Input): Promise<ListedQueue> {
  await checkQueue(input.spec);
  const updated = await updateQueueRow(queueId, input);
  if (!updated) throw new AppError("not_found", "There is no such review queue. Nothing was changed.");
  return (await readQueue(viewer, queueId)).queue;
}
