import { listPlaces } from "@/lib/data/review/assignments";
import { updateItemStatus } from "@/lib/data/review/items";
import { attempt, type Queryable } from "@/lib/data/sql";
import type { Guideline } from "@/lib/domain/review/guideline";
import { settle } from "@/lib/domain/review/settle";
import type { Viewer } from "@/lib/domain/viewer";
import type { AppliedAct, LockedDialogue } from "../apply-act";
import { applyAnswer, isConflict } from "./apply-answer";
import type { HeldAssignment } from "./held-assignment";

type Input = HeldAssignment & { guideline: Guideline; locked: LockedDialogue; seconds?: number };

/**
 * What the answers that count come to: open while some are missing; settled, with the verdict on the dialogue in the
 * name of whoever gave the last answer, since it takes effect by that; else it waits for a reviewer. So it does too
 * when people agree about a path that the dialogue has left, or that cannot have their verdict.
 */
export async function settleByAnswers(
  tx: Queryable,
  viewer: Viewer,
  { item, queue, assignment, guideline, locked, seconds }: Input,
): Promise<AppliedAct[]> {
  // The answer is written: of an item for one person it is all there is.
  const places = item.needed === 1 ? [assignment] : await listPlaces(item.id, tx);
  const counted = places.filter(({ status }) => status === "answered");
  const answers = counted.flatMap(({ answer }) => (answer ? [answer] : []));
  const settlement = settle(answers, item.needed, queue.spec.secondStage);
  if (settlement.kind !== "settled") {
    const status = settlement.kind === "contested" ? "contested" : "open";
    await updateItemStatus(tx, item.id, { status, resolution: null });
    return [];
  }
  const { by, answer } = settlement;
  const { version: guidelineVersion } = guideline;
  const origin = { assignmentId: assignment.id, guidelineVersion };
  const note = by === "agreement" ? `Agreed by ${answers.length} people.` : answer.note;
  const apply = () => applyAnswer(tx, viewer, locked, { answer: { ...answer, note }, guideline, origin, seconds });
  const isThere = by === "single" || locked.dialogue.headId === item.headId;
  // One person who judges alone is told what stands against it; of several, only a reviewer can do something about it.
  const applied = by === "single" ? await apply() : isThere ? await attempt(tx, isConflict, apply) : null;
  if (!applied) {
    await updateItemStatus(tx, item.id, { status: "contested", resolution: null });
    return [];
  }
  const resolution = { by, answer, guidelineVersion, chosenId: null, note: "", batchId: applied.batchId };
  await updateItemStatus(tx, item.id, { status: "settled", resolution });
  return applied.acts;
}
