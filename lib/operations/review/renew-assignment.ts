import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { findAssignment, lease } from "@/lib/data/review/assignments";
import { updateItemStatus } from "@/lib/data/review/items";
import { transaction } from "@/lib/data/sql";
import type { Assignment } from "@/lib/domain/review/answer";
import type { Viewer } from "@/lib/domain/viewer";
import { openAssignment, openDialogue } from "./held-assignment";

/**
 * Renews the lease of an assignment, or takes one again that was lost or skipped and that nobody else took. Answered
 * and sent back ones stay.
 */
export async function renewAssignment(viewer: Viewer, assignmentId: string): Promise<Assignment> {
  return transaction(async (tx) => {
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
  });
}
