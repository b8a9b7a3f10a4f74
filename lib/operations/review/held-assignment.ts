import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { lockDialogue } from "@/lib/data/dialogue-acts";
import { findAssignment } from "@/lib/data/review/assignments";
import { type ItemRow, lockItem, lockItemOfPlace } from "@/lib/data/review/items";
import { findQueue } from "@/lib/data/review/queues";
import { findToAnswerAt } from "@/lib/data/review/served";
import type { Queryable } from "@/lib/data/sql";
import type { Assignment } from "@/lib/domain/review/answer";
import type { Guideline } from "@/lib/domain/review/guideline";
import type { ReviewQueue } from "@/lib/domain/review/queue";
import { reviews } from "@/lib/domain/review/queue";
import type { Viewer } from "@/lib/domain/viewer";
import type { LockedDialogue } from "../apply-act";

/** An item with its queue, the item locked by the transaction: other changes of its assignments and answers wait. */
export type HeldItem = { item: ItemRow; queue: ReviewQueue };
export type HeldAssignment = HeldItem & { assignment: Assignment };

/** The viewer's own assignment. Others' are `not_found`, so that nobody learns who judges what. */
export async function openAssignment(tx: Queryable, viewer: Viewer, assignmentId: string): Promise<HeldAssignment> {
  const held = await openItemOfPlace(tx, viewer, assignmentId);
  return { ...held, assignment: must(await findAssignment(assignmentId, tx), "the assignment") };
}

/** What an answer is judged by; `isRepeat` when this very answer came before. */
export type ForAnswer = HeldAssignment & { isRepeat: boolean; guideline: Guideline | null; locked: LockedDialogue };

/** The same for an answer, with the dialogue locked after the item. */
export async function openForAnswer(
  tx: Queryable,
  viewer: Viewer,
  asked: { assignmentId: string; answerId: string; guidelineVersion: number },
): Promise<ForAnswer> {
  const held = await openItemOfPlace(tx, viewer, asked.assignmentId, { withDialogue: true });
  const found = must(await findToAnswerAt(tx, asked), "the assignment");
  const { assignment, isRepeat, guideline, dialogue, turns } = found;
  return { ...held, assignment, isRepeat, guideline, locked: { dialogue, turns } };
}

async function openItemOfPlace(
  tx: Queryable,
  viewer: Viewer,
  assignmentId: string,
  options?: { withDialogue: boolean },
): Promise<HeldItem> {
  const held = await lockItemOfPlace(tx, assignmentId, viewer.id, options);
  if (!held) throw new AppError("not_found", "This is no place of yours. Nothing was changed.");
  return held;
}

/**
 * An assignment that they hold, or one whose lease they lost and that nobody else took. Gold items have places for
 * everybody.
 */
export function countsAt({ item, assignment }: HeldAssignment): boolean {
  if (item.gold) return true;
  if (item.resolution?.by === "reviewer") return false;
  const holds = ["leased", "sent_back", "answered"].includes(assignment.status);
  return holds || (item.vacant > 0 && item.status === "open");
}

/** An item for somebody who reviews its queue. */
export async function openForReview(tx: Queryable, viewer: Viewer, itemId: string): Promise<HeldItem> {
  const held = await openItem(tx, itemId);
  assertReviews(held.queue, viewer);
  return held;
}

export function assertReviews({ spec }: ReviewQueue, viewer: Viewer): void {
  if (reviews(spec, viewer)) return;
  throw new AppError(
    "forbidden",
    "Only leads and the reviewers of this queue see everybody's answers and settle them.",
  );
}

/** The item's dialogue, locked. `gone` when it lies in the trash. */
export async function openDialogue(tx: Queryable, { item }: HeldItem): Promise<LockedDialogue> {
  const locked = must(await lockDialogue(tx, item.dialogueId), "the dialogue of a review item");
  assertThere(locked);
  return locked;
}

export function assertThere({ dialogue }: LockedDialogue): void {
  if (dialogue.deletedAt === null) return;
  throw new AppError("gone", "Somebody deleted this dialogue meanwhile, so there is nothing left to judge.");
}

async function openItem(tx: Queryable, itemId: string): Promise<HeldItem> {
  const item = await lockItem(tx, itemId);
  if (!item) throw new AppError("not_found", "There is no such item in a review queue. Nothing was changed.");
  return { item, queue: must(await findQueue(item.queueId, tx), "the queue of a review item") };
}
