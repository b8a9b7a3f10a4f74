import { AppError } from "@/lib/base/app-error";
import { listPlaces } from "@/lib/data/review/assignments";
import { toReviewItem, updateItemStatus } from "@/lib/data/review/items";
import type { ReviewItem } from "@/lib/domain/review/resolution";
import type { Viewer } from "@/lib/domain/viewer";
import { acting } from "../apply-act";
import { undoResolution } from "./apply-answer";
import { openDialogue, openForReview } from "./held-assignment";

/**
 * Undoes the settling of an item, and what it brought onto the dialogue unless somebody has gone on from there. With
 * all its answers it waits for a reviewer, else for the people who are still to answer.
 */
export function reopenItem(viewer: Viewer, itemId: string): Promise<ReviewItem> {
  return acting(async (tx) => {
    const held = await openForReview(tx, viewer, itemId);
    if (held.item.status !== "settled")
      throw new AppError("conflict", "This item is not settled, so there is nothing to reopen.");
    const undone = await undoResolution(tx, viewer, await openDialogue(tx, held), held.item.resolution);
    const answers = (await listPlaces(itemId, tx)).filter(({ status }) => status === "answered").length;
    const status = answers >= held.item.needed ? "contested" : "open";
    const reopened = await updateItemStatus(tx, itemId, { status, resolution: null });
    return { result: toReviewItem(reopened), acts: undone.acts };
  });
}
