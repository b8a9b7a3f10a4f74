import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { findAssignment, lease, skip, updateDraft } from "@/lib/data/review/assignments";
import { updateItemStatus } from "@/lib/data/review/items";
import { findQueue } from "@/lib/data/review/queues";
import { type Queryable, transaction } from "@/lib/data/sql";
import type { Assignment, ReviewAnswer, ReviewDraft } from "@/lib/domain/review/answer";
import type { Viewer } from "@/lib/domain/viewer";
import { atOwnItem } from "./blindness";
import { openAssignment, openDialogue } from "./held-assignment";

/**
 * Renews the lease of an assignment, or takes one again that was lost or skipped and that nobody else took. Answered
 * and sent back ones stay.
 */
export async function renewAssignment(viewer: Viewer, assignmentId: string): Promise<Assignment> {
  return atOwnItem({ assignmentId }, () => transaction((tx) => renew(tx, viewer, assignmentId)));
}

async function renew(tx: Queryable, viewer: Viewer, assignmentId: string): Promise<Assignment> {
  const place = await openAssignment(tx, viewer, assignmentId);
  const { item, queue, assignment } = place;
  await openDialogue(tx, place);
  if (assignment.status === "answered" || assignment.status === "sent_back") return assignment;
  const isFree = item.gold !== null || (item.vacant > 0 && item.status === "open");
  if (assignment.status !== "leased" && !isFree)
    throw new AppError(
      "conflict",
      "Your place at this item was given to somebody else meanwhile. What you typed is kept; if you answer, the answer is kept too but does not count.",
      { details: { assignment } },
    );
  await lease(tx, assignmentId, queue.spec.leaseSeconds);
  if (item.status === "open" && !item.gold) await updateItemStatus(tx, item.id, { status: "open", resolution: null });
  return must(await findAssignment(assignmentId, tx), "the assignment");
}

type Draft = { assignmentId: string; draft: ReviewDraft; seconds: number };

/** Keeps what is typed, even when the assignment was lost meanwhile; the answer says how the assignment stands. */
export async function saveDraft(viewer: Viewer, typed: Draft): Promise<Assignment> {
  return atOwnItem(typed, () => keepDraft(viewer, typed));
}

async function keepDraft(viewer: Viewer, { assignmentId, draft, seconds }: Draft): Promise<Assignment> {
  const before = await findAssignment(assignmentId);
  if (before?.personId !== viewer.id) throw new AppError("not_found", "This is no place of yours. Nothing was kept.");
  const { spec } = must(await findQueue(before.queueId), "its queue");
  await updateDraft(assignmentId, viewer.id, { draft, seconds, leaseSeconds: spec.leaseSeconds });
  return must(await findAssignment(assignmentId), "the assignment");
}

type Skip = { assignmentId: string; reason: string; draft: ReviewDraft | null; seconds: number };

/**
 * Gives the assignment to somebody else; what was typed is kept for when they come back to it. Skipping twice is one
 * skip.
 */
export async function skipItem(viewer: Viewer, given: Skip): Promise<Assignment> {
  return atOwnItem(given, () => transaction((tx) => giveAway(tx, viewer, given)));
}

async function giveAway(tx: Queryable, viewer: Viewer, { assignmentId, ...input }: Skip): Promise<Assignment> {
  const { item, assignment } = await openAssignment(tx, viewer, assignmentId);
  if (assignment.status === "answered" || assignment.status === "late")
    throw new AppError("conflict", "You have answered this item. Take the answer back first. Nothing was changed.");
  await skip(tx, assignmentId, input);
  if (!item.gold) await updateItemStatus(tx, item.id, { ...item, personId: item.personId ?? undefined });
  return must(await findAssignment(assignmentId, tx), "the assignment");
}

/** Does `work` at a person's own item; when it is refused, the answer is kept as the draft of its place, and the refusal says so. */
export async function keepingDraft<T>(
  viewer: Viewer,
  assignmentId: string,
  answer: ReviewAnswer,
  seconds: number,
  work: () => Promise<T>,
): Promise<T> {
  return atOwnItem({ assignmentId }, async () => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof AppError) || error.code === "not_found") throw error;
      const isKept = await updateDraft(assignmentId, viewer.id, { draft: answer, seconds, leaseSeconds: 60 });
      if (!isKept) throw error;
      const { code, message, fields, details } = error;
      throw new AppError(code, `${message} Your answer was kept as a draft.`, { cause: error, fields, details });
    }
  });
}
