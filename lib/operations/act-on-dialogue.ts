import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { ringControl, ringLive } from "@/lib/bus/ring";
import type { ActOutcome } from "@/lib/contract/endpoints/dialogues";
import { findDecision } from "@/lib/data/decisions";
import { type ActOrigin, lockDialogue, writeAct } from "@/lib/data/dialogue-acts";
import { completeRun } from "@/lib/data/engine/complete-run";
import { transaction } from "@/lib/data/sql";
import { stateOf } from "@/lib/domain/act-plan";
import type { DialogueAct } from "@/lib/domain/decision";
import { planAct } from "@/lib/domain/plan-act";
import type { Viewer } from "@/lib/domain/viewer";
import { loadTokenCounter } from "@/lib/models/tokens";
import { contextAtHead } from "./context-at-head";

type Input = { dialogueId: string; act: DialogueAct; seconds?: number; origin?: ActOrigin };

/**
 * The one door through which people change dialogues: lock, plan, write, log, all or nothing. A conflict carries the
 * dialogue as it is now, so that the caller can show what changed.
 */
export async function actOnDialogue(viewer: Viewer, { dialogueId, act, seconds, origin }: Input): Promise<ActOutcome> {
  await loadTokenCounter(); // before the lock is taken: its first time is a third of a second
  const { outcome, isCourse } = await transaction(async (tx) => {
    const locked = await lockDialogue(tx, dialogueId);
    if (!locked) throw new AppError("not_found", "There is no such dialogue. Nothing was changed.");
    const undoesId = act.kind === "undo" ? act.decisionId : null;
    const decision = undoesId === null ? undefined : ((await findDecision(undoesId, tx)) ?? undefined);
    const plan = planAct({
      ...locked,
      act,
      actorId: viewer.id,
      newId: () => newId("turn"),
      now: new Date().toISOString(),
      decision,
    });
    if (!plan.ok)
      throw new AppError(plan.code, plan.message, { details: plan.code === "conflict" ? locked : undefined });
    const before = stateOf(locked.dialogue);
    const decisionId = newId("decision");
    const contextTokens = await contextAtHead(tx, locked, plan);
    const row = {
      decisionId,
      actorId: viewer.id,
      act,
      before,
      seconds: seconds ?? null,
      undoesId,
      origin,
      contextTokens,
    };
    const written = await writeAct(tx, dialogueId, plan, row);
    return {
      outcome: { ...written, decision: must(await findDecision(decisionId, tx), "the new decision") },
      isCourse: plan.interrupts || plan.wakes || before.holdRequested !== plan.state.holdRequested,
    };
  });
  const { dialogue } = outcome;
  await ringLive([dialogueId]);
  if (isCourse) await ringControl([dialogueId]);
  if (isCourse && dialogue.status === "ended") await completeRun(dialogue.runId);
  return outcome;
}
