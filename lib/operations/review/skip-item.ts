import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { findAssignment, skip } from "@/lib/data/review/assignments";
import { updateItemStatus } from "@/lib/data/review/items";
import { transaction } from "@/lib/data/sql";
import type { Assignment, ReviewDraft } from "@/lib/domain/review/answer";
import type { Viewer } from "@/lib/domain/viewer";
import { openAssignment } from "./held-assignment";

type Input = { assignmentId: string; reason: string; draft: ReviewDraft | null; seconds: number };

/**
 * Gives the assignment to somebody else; what was typed is kept for when they come back to it. Skipping twice is one
 * skip.
 */
export async function skipItem(viewer: Viewer, { assignmentId, ...input }: Input): Promise<Assignment> {
  return transaction(async (tx) => {
    const { item, assignment } = await openAssignment(tx, viewer, assignmentId);
    if (assignment.status === "answered" || assignment.status === "late")
      throw new AppError("conflict", "You have answered this item. Take the answer back first. Nothing was changed.");
    await skip(tx, assignmentId, input);
    if (!item.gold) await updateItemStatus(tx, item.id, { ...item, personId: item.personId ?? undefined });
    return must(await findAssignment(assignmentId, tx), "the assignment");
  });
}
