import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { closePlaces, listPlaces } from "@/lib/data/review/assignments";
import { findGuideline } from "@/lib/data/review/guidelines";
import { toReviewItem, updateGold, updateItemStatus } from "@/lib/data/review/items";
import { type Queryable, transaction } from "@/lib/data/sql";
import type { ReviewAnswer } from "@/lib/domain/review/answer";
import { checkAnswer } from "@/lib/domain/review/check-answer";
import type { ReviewItem } from "@/lib/domain/review/resolution";
import { activePath, indexTurns } from "@/lib/domain/turn-tree";
import type { Viewer } from "@/lib/domain/viewer";
import { acting } from "../apply-act";
import { undoResolution } from "./apply-answer";
import { type HeldItem, openDialogue, openForReview } from "./held-assignment";

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

/**
 * Makes an item gold with its known answer, gives it another one, or makes it ordinary again. An item that people work
 * at as an ordinary one stays one, since their answers were for the dialogue. Answers given while it was gold are kept
 * as late ones: they never were for the dialogue.
 */
export async function setGold(
  viewer: Viewer,
  { itemId, answer }: { itemId: string; answer: ReviewAnswer | null },
): Promise<ReviewItem> {
  return transaction(async (tx) => {
    const held = await openForReview(tx, viewer, itemId);
    const places = await listPlaces(itemId, tx);
    if (answer) await checkKnown(tx, held, answer);
    const atWork = places.filter(({ status }) => !["expired", "skipped", "late"].includes(status));
    if (answer && !held.item.gold && atWork.length > 0)
      throw new AppError(
        "conflict",
        `${atWork[0]?.personName} works or worked at this item as an ordinary one. Make another item gold.`,
      );
    if (!answer && held.item.gold) await closePlaces(tx, itemId);
    if (!answer && !held.item.gold) return toReviewItem(held.item);
    return toReviewItem(await updateGold(tx, itemId, answer));
  });
}

async function checkKnown(tx: Queryable, held: HeldItem, answer: ReviewAnswer): Promise<void> {
  const { item, queue } = held;
  const { turns } = await openDialogue(tx, held);
  const guideline = must(await findGuideline(queue.id, queue.guidelineVersion, tx), "the guideline");
  const path = activePath(indexTurns(turns), item.headId);
  const wrong = Object.entries(checkAnswer(answer, guideline, path));
  if (wrong.length === 0) return;
  const fields = Object.fromEntries(wrong.map(([at, message]) => [`answer.${at}`, message]));
  throw new AppError("invalid", `Nothing was changed. ${wrong[0]?.[1]}.`, { fields });
}
