import { AppError } from "@/lib/base/app-error";
import { newId } from "@/lib/base/ids";
import { type ActOrigin, listInForce } from "@/lib/data/decisions";
import { attempt, type Queryable } from "@/lib/data/sql";
import type { DialogueAct } from "@/lib/domain/decision";
import type { Turn } from "@/lib/domain/dialogue";
import { editActs, judgingActs, type ReviewAnswer } from "@/lib/domain/review/answer";
import type { GuidelineText } from "@/lib/domain/review/guideline";
import type { Resolution } from "@/lib/domain/review/resolution";
import { activePath, indexTurns } from "@/lib/domain/turn-tree";
import type { Viewer } from "@/lib/domain/viewer";
import { type AppliedAct, afterAct, applyAct, type LockedDialogue } from "../apply-act";

/** A dialogue after some acts of this transaction; the acts are to be announced after the commit. */
export type Acted = { locked: LockedDialogue; acts: AppliedAct[] };

type Input = { answer: ReviewAnswer; guideline: Pick<GuidelineText, "reasons">; origin: ActOrigin; seconds?: number };

/**
 * Brings an answer onto the dialogue at its head: proposed texts, end mark, mask, verdict, each as an act of its own,
 * all under one batch. No batch when everything is so already.
 */
export async function applyAnswer(
  tx: Queryable,
  viewer: Viewer,
  before: LockedDialogue,
  { answer, guideline, origin, seconds }: Input,
): Promise<Acted & { batchId: string | null }> {
  const batchId = newId("batch");
  const done: Acted = { locked: before, acts: [] };
  const act = async (next: DialogueAct, isLast = false) => {
    const work = { act: next, origin: { ...origin, batchId }, seconds: isLast ? seconds : undefined };
    const applied = await applyAct(tx, viewer, done.locked, work);
    done.locked = afterAct(done.locked, applied);
    done.acts.push(applied);
  };
  const judged = pathOf(before);
  for (const edit of editActs(answer, judged)) await act({ ...edit, headId: done.locked.dialogue.headId });
  const rest = judgingActs(answer, guideline, judged, pathOf(done.locked), done.locked.dialogue);
  for (const next of rest) await act(next, next === rest.at(-1));
  return { ...done, batchId: done.acts.length > 0 ? batchId : null };
}

/**
 * Takes back what a resolution wrote on the dialogue, whole or not at all: where somebody has gone on since, their work
 * stands.
 */
export async function undoResolution(
  tx: Queryable,
  viewer: Viewer,
  before: LockedDialogue,
  resolution: Resolution | null,
): Promise<Acted> {
  const batchId = resolution?.batchId;
  if (!batchId) return { locked: before, acts: [] };
  const undone = await attempt(tx, isConflict, async () => {
    const done: Acted = { locked: before, acts: [] };
    for (const { id } of await listInForce(batchId, before.dialogue.id, tx)) {
      const applied = await applyAct(tx, viewer, done.locked, { act: { kind: "undo", decisionId: id } });
      done.locked = afterAct(done.locked, applied);
      done.acts.push(applied);
    }
    return done;
  });
  return undone ?? { locked: before, acts: [] };
}

/** A rule stood against it, not a fault. */
export function isConflict(error: unknown): boolean {
  return error instanceof AppError && (error.code === "conflict" || error.code === "invalid");
}

function pathOf({ dialogue, turns }: LockedDialogue): Turn[] {
  return activePath(indexTurns(turns), dialogue.headId);
}
