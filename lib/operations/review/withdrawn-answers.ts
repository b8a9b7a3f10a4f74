import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import type { ServedItem } from "@/lib/contract/endpoints/assignments";
import { insertVersion, withdrawAnswer } from "@/lib/data/review/answers";
import { findAssignment, sendPlaceBack } from "@/lib/data/review/assignments";
import { updateItemStatus } from "@/lib/data/review/items";
import type { Queryable } from "@/lib/data/sql";
import type { Assignment } from "@/lib/domain/review/answer";
import type { Viewer } from "@/lib/domain/viewer";
import { type AppliedAct, acting } from "../apply-act";
import { undoResolution } from "./apply-answer";
import { atOwnItem } from "./blindness";
import { type HeldAssignment, openAssignment, openDialogue, openForReview } from "./held-assignment";
import { serveItem } from "./serve-item";

/**
 * Takes an answer back: the place is theirs again with the answer as its draft, and what the answer had brought onto the
 * dialogue is undone, unless somebody has gone on from there since. Where there is no answer nothing changes.
 */
export async function takeBackAnswer(viewer: Viewer, assignmentId: string): Promise<ServedItem> {
  await atOwnItem({ assignmentId }, () =>
    acting(async (tx) => {
      const acts = await takeBack(tx, viewer, await openAssignment(tx, viewer, assignmentId));
      return { result: undefined, acts };
    }),
  );
  return serveItem(viewer, assignmentId);
}

async function takeBack(tx: Queryable, viewer: Viewer, place: HeldAssignment): Promise<AppliedAct[]> {
  const { item, queue, assignment } = place;
  const { id, status, answer, guidelineVersion, seconds } = assignment;
  // Taken back already, or never arrived.
  if (status === "leased") return [];
  if (status !== "answered" && status !== "late")
    throw new AppError("conflict", "There is no answer of yours to take back here. Nothing was changed.");
  if (item.resolution?.by === "reviewer")
    throw new AppError("conflict", "A reviewer has settled this item, so your answer stays. Nothing was changed.");
  if (queue.spec.practice)
    throw new AppError("conflict", "The known answer was shown already, so your answer stays. Nothing was changed.");
  const locked = await openDialogue(tx, place);
  await withdrawAnswer(tx, id, status === "answered" ? "leased" : "expired", queue.spec.leaseSeconds);
  await insertVersion(tx, id, { event: "taken_back", personId: viewer.id, answer, guidelineVersion, seconds });
  if (status === "late" || item.gold) return [];
  const { acts } = await undoResolution(tx, viewer, locked, item.resolution);
  await updateItemStatus(tx, item.id, { status: "open", resolution: null });
  return acts;
}

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
