import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import type { ActOutcome, QueueOfDialogue } from "@/lib/contract/endpoints/dialogues";
import { findAssignment } from "@/lib/data/review/assignments";
import { listHolding } from "@/lib/data/review/holding";
import { findItem } from "@/lib/data/review/items";
import { findQueue } from "@/lib/data/review/queues";
import type { DialogueAct } from "@/lib/domain/decision";
import { reviews, standsStill, takesPart } from "@/lib/domain/review/queue";
import { may, type Viewer } from "@/lib/domain/viewer";
import { actOnDialogue } from "../act-on-dialogue";

type Input = { dialogueId: string; act: DialogueAct; seconds?: number; assignmentId?: string };

/**
 * An act on a dialogue that records the review it was done in. Where several people judge it, it stands still but for
 * comments. A place that is not theirs, or about another dialogue, is no review: then it is an ordinary act.
 */
export async function actInReview(viewer: Viewer, { assignmentId, ...input }: Input): Promise<ActOutcome> {
  const assignment = assignmentId === undefined ? null : await findAssignment(assignmentId);
  if (assignment?.personId !== viewer.id || assignment.dialogueId !== input.dialogueId)
    return actOnDialogue(viewer, input);
  const [item, queue] = await Promise.all([findItem(assignment.itemId), findQueue(assignment.queueId)]);
  const { spec, guidelineVersion } = must(queue, "its queue");
  const stands = standsStill(spec, must(item, "its item").needed);
  if (stands && input.act.kind !== "comment" && input.act.kind !== "undo")
    throw new AppError(
      "conflict",
      "Several people judge this dialogue, so it stands still. Propose it in your answer.",
    );
  return actOnDialogue(viewer, { ...input, origin: { assignmentId: assignment.id, guidelineVersion } });
}

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
