import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { insertVersion } from "@/lib/data/review/answers";
import { findAssignment, sendPlaceBack } from "@/lib/data/review/assignments";
import { updateItemStatus } from "@/lib/data/review/items";
import type { Assignment } from "@/lib/domain/review/answer";
import type { Viewer } from "@/lib/domain/viewer";
import { acting } from "../apply-act";
import { undoResolution } from "./apply-answer";
import { openDialogue, openForReview } from "./held-assignment";

/** An answer goes back to its author with a comment: their place stays theirs, and the answer counts no more. */
export async function sendBack(
  viewer: Viewer,
  { assignmentId, note }: { assignmentId: string; note: string },
): Promise<Assignment> {
  const seen = await findAssignment(assignmentId);
  if (!seen) throw new AppError("not_found", "There is no such answer. Nothing was changed.");
  return acting(async (tx) => {
    const held = await openForReview(tx, viewer, seen.itemId);
    const before = must(await findAssignment(assignmentId, tx), "the assignment");
    const { answer, guidelineVersion, seconds } = before;
    if (before.status !== "answered")
      throw new AppError("conflict", "There is no answer here that could be sent back. Nothing was changed.");
    if (held.item.gold) throw new AppError("conflict", "Answers to gold items are not sent back: it would tell.");
    if (held.item.resolution?.by === "reviewer")
      throw new AppError("conflict", "This item is settled. Reopen it first. Nothing was changed.");
    const undone = await undoResolution(tx, viewer, await openDialogue(tx, held), held.item.resolution);
    await sendPlaceBack(tx, assignmentId, note);
    const version = { event: "sent_back", personId: viewer.id, answer, guidelineVersion, seconds, note } as const;
    await insertVersion(tx, assignmentId, version);
    await updateItemStatus(tx, held.item.id, { status: "open", resolution: null });
    return { result: must(await findAssignment(assignmentId, tx), "the assignment"), acts: undone.acts };
  });
}
