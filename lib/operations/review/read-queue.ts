import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import type { ListedQueue } from "@/lib/contract/endpoints/queues";
import type { PageOf, PageQuery } from "@/lib/data/page";
import { listWork } from "@/lib/data/review/assignments";
import { findGuideline } from "@/lib/data/review/guidelines";
import { findQueue, listQueues } from "@/lib/data/review/queues";
import type { Guideline } from "@/lib/domain/review/guideline";
import { type QueueStatus, type ReviewQueue, reviews } from "@/lib/domain/review/queue";
import type { Viewer } from "@/lib/domain/viewer";
import { atOwnItem } from "./blindness";
import { progressIn, waitingIn } from "./waiting-in";

/** A queue with its progress, what waits for the viewer, and its guideline as it stands. */
export async function readQueue(viewer: Viewer, id: string): Promise<{ queue: ListedQueue; guideline: Guideline }> {
  const queue = await findQueue(id);
  if (!queue) throw new AppError("not_found", "There is no such review queue.");
  const [[listed], guideline] = await Promise.all([
    withProgress(viewer, [queue]),
    findGuideline(id, queue.guidelineVersion),
  ]);
  return { queue: must(listed, "the queue"), guideline: must(guideline, "its guideline") };
}

/** Queues that are not archived, or those of one status. */
export async function readQueues(
  viewer: Viewer,
  query: PageQuery & { status?: QueueStatus },
): Promise<PageOf<ListedQueue>> {
  const { items, nextCursor } = await listQueues(query);
  return { items: await withProgress(viewer, items), nextCursor };
}

async function withProgress(viewer: Viewer, queues: ReviewQueue[]): Promise<ListedQueue[]> {
  const [progress, waiting] = await Promise.all([progressIn(queues), waitingIn(queues, viewer.id)]);
  return queues.map((queue) => {
    const far = must(progress.get(queue.id), "its progress");
    const toSettle = queue.status === "open" && reviews(queue.spec, viewer) ? far.contested : 0;
    return { ...queue, progress: far, waiting: { ...must(waiting.get(queue.id), "what waits"), toSettle } };
  });
}

/** A person's own work in a queue, newest first. */
export function readOwnWork(viewer: Viewer, queueId: string, query: Parameters<typeof listWork>[2]) {
  return atOwnItem({ queueId }, () => listWork(queueId, viewer.id, query));
}
