import { AppError } from "@/lib/base/app-error";
import type { ActOutcome } from "@/lib/contract/endpoints/dialogues";
import { type ActOrigin, findDecision } from "@/lib/data/decisions";
import { lockDialogue } from "@/lib/data/dialogue-acts";
import type { DialogueAct } from "@/lib/domain/decision";
import { leftBehind } from "@/lib/domain/left-behind";
import type { Viewer } from "@/lib/domain/viewer";
import { acting, applyAct } from "./apply-act";

type Input = { dialogueId: string; act: DialogueAct; seconds?: number; origin?: ActOrigin };

/**
 * Every change that a person makes to a dialogue goes through here: lock, plan, write, log, all or nothing. A conflict
 * carries the dialogue as it is now, so that the caller can show what changed.
 */
export function actOnDialogue(viewer: Viewer, { dialogueId, ...input }: Input): Promise<ActOutcome> {
  return acting(async (tx) => {
    const locked = await lockDialogue(tx, dialogueId);
    if (!locked) throw new AppError("not_found", "There is no such dialogue. Nothing was changed.");
    const applied = await applyAct(tx, viewer, locked, input);
    const { dialogue, turns, decision } = applied;
    const { act } = input;
    const again = act.kind === "regenerate" || act.kind === "reject_turn" ? act.turnId : undefined;
    const left = leftBehind(locked.dialogue, dialogue, [...locked.turns, ...turns], again);
    return { result: { dialogue, turns, decision, leftBehind: left }, acts: [applied] };
  });
}

/** Undo for callers that know only the id of the decision. */
export async function undoDecision(viewer: Viewer, decisionId: string): Promise<ActOutcome> {
  const decision = await findDecision(decisionId);
  if (!decision) throw new AppError("not_found", "There is no such decision. Nothing was changed.");
  return actOnDialogue(viewer, { dialogueId: decision.dialogueId, act: { kind: "undo", decisionId } });
}
