import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { listPlaces } from "@/lib/data/review/assignments";
import { findGuideline } from "@/lib/data/review/guidelines";
import { toReviewItem, updateItemStatus } from "@/lib/data/review/items";
import type { Queryable } from "@/lib/data/sql";
import type { ReviewAnswer } from "@/lib/domain/review/answer";
import { checkAnswer } from "@/lib/domain/review/check-answer";
import type { ReviewItem } from "@/lib/domain/review/resolution";
import { activePath, indexTurns } from "@/lib/domain/turn-tree";
import type { Viewer } from "@/lib/domain/viewer";
import { acting } from "../apply-act";
import { applyAnswer, undoResolution } from "./apply-answer";
import { type HeldItem, openDialogue, openForReview } from "./held-assignment";

type Input = {
  itemId: string;
  answer: ReviewAnswer;
  chosenId: string | null;
  note: string;
  headId: string | null;
  seenIds: string[];
};

/**
 * A reviewer settles an item with one of the answers or one of their own; verdict and proposed changes go onto the
 * dialogue in their name. Refused when an answer came that they have not seen, or the dialogue has moved on.
 */
export function settleItem(viewer: Viewer, { itemId, ...input }: Input): Promise<ReviewItem> {
  return acting(async (tx) => settle(tx, viewer, await openForReview(tx, viewer, itemId), input));
}

async function settle(tx: Queryable, viewer: Viewer, held: HeldItem, input: Omit<Input, "itemId">) {
  const { item, queue } = held;
  const { answer, chosenId, note, headId } = input;
  if (item.gold) throw new AppError("conflict", "A gold item has its known answer; there is nothing to settle.");
  if (item.resolution?.by === "reviewer")
    throw new AppError("conflict", "A reviewer has settled this item already. Reopen it first. Nothing was changed.");
  const places = await listPlaces(item.id, tx);
  const unseen = places.filter(({ id, status }) => status === "answered" && !input.seenIds.includes(id));
  if (unseen.length > 0)
    throw new AppError("conflict", `An answer by ${unseen[0]?.personName} came meanwhile. Look at it, then settle.`);
  const chosen = chosenId === null ? null : places.find(({ id, answer }) => id === chosenId && answer);
  if (chosen === undefined)
    throw new AppError("invalid", "The chosen answer is none of this item. Nothing was changed.");
  const guidelineVersion = chosen?.guidelineVersion ?? queue.guidelineVersion;
  const guideline = must(await findGuideline(queue.id, guidelineVersion, tx), "the guideline");

  const undone = await undoResolution(tx, viewer, await openDialogue(tx, held), item.resolution);
  const { dialogue, turns } = undone.locked;
  if (headId !== dialogue.headId)
    throw new AppError("conflict", "The dialogue has moved on since you read it. Nothing was changed; look again.", {
      details: { dialogue, turns },
    });
  const path = activePath(indexTurns(turns), headId);
  const wrong = Object.entries(checkAnswer(answer, guideline, path, { complete: chosen !== null }));
  if (wrong.length > 0) {
    const fields = Object.fromEntries(wrong.map(([at, message]) => [`answer.${at}`, message]));
    throw new AppError("invalid", `Nothing was changed. ${wrong[0]?.[1]}.`, { fields });
  }
  const origin = { guidelineVersion };
  const applied = await applyAnswer(tx, viewer, undone.locked, { answer, guideline, origin });
  const resolution = { by: "reviewer", answer, guidelineVersion, chosenId, note, batchId: applied.batchId } as const;
  const settled = await updateItemStatus(tx, item.id, { status: "settled", resolution, personId: viewer.id });
  return { result: toReviewItem(settled), acts: [...undone.acts, ...applied.acts] };
}
