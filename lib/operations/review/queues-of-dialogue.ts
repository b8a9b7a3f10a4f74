import type { QueueOfDialogue } from "@/lib/contract/endpoints/dialogues";
import { listHolding } from "@/lib/data/review/holding";
import { reviews, takesPart } from "@/lib/domain/review/queue";
import { may, type Viewer } from "@/lib/domain/viewer";

/** The queues that a dialogue is in, as this person may know of them: nothing tells what others answered. */
export async function queuesOfDialogue(viewer: Viewer, dialogueId: string): Promise<QueueOfDialogue[]> {
  const queues = await listHolding(dialogueId, viewer.id);
  return queues.map(({ spec, isOpen, isContested, standing, ...queue }) => ({
    ...queue,
    mayAnswer: isOpen && !queue.isSettled && takesPart(spec, viewer.id) && may(viewer, "review.answer"),
    isAnswered: standing === "answered",
    mayReview: reviews(spec, viewer),
    waitsForReviewer: isContested && reviews(spec, viewer),
  }));
}
