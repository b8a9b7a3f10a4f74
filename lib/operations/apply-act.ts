import { AppError } from "@/lib/base/app-error";
import { newId } from "@/lib/base/ids";
import { notifyControl, notifyLive } from "@/lib/bus/notifications";
import { type ActOrigin, findDecision } from "@/lib/data/decisions";
import { writeAct } from "@/lib/data/dialogue-acts";
import { completeRun } from "@/lib/data/engine/leave-dialogue";
import { findPinned } from "@/lib/data/snapshots/changes";
import { type Queryable, transaction } from "@/lib/data/sql";
import { stateOf } from "@/lib/domain/act-plan";
import type { Decision, DialogueAct } from "@/lib/domain/decision";
import type { Dialogue, Turn } from "@/lib/domain/dialogue";
import { planAct } from "@/lib/domain/plan-act";
import type { Viewer } from "@/lib/domain/viewer";
import { loadTokenCounter } from "@/lib/models/tokens";
import { contextAtHead } from "./context-at-head";
import { assertNotBlind } from "./review/blindness";
import { moveParts } from "./scans/parts";

/** A dialogue with its whole tree, held by the transaction that acts on it. */
export type LockedDialogue = { dialogue: Dialogue; turns: Turn[] };

export type AppliedAct = {
  dialogue: Dialogue;
  /** Those that came or changed. */
  turns: Turn[];
  decision: Decision;
  /** Workers and runs are to hear of it. */
  isCourse: boolean;
};

type Input = { act: DialogueAct; seconds?: number; origin?: ActOrigin };

/** Plans and writes one act on a dialogue that `tx` holds; a conflict carries the dialogue as it is now. */
export async function applyAct(
  tx: Queryable,
  viewer: Pick<Viewer, "id">,
  locked: LockedDialogue,
  { act, seconds, origin }: Input,
): Promise<AppliedAct> {
  const pinned =
    act.kind === "go_back" ? ((await findPinned(tx, act.snapshotId, locked.dialogue.id)) ?? undefined) : undefined;
  const judges = act.kind === "accept" || act.kind === "reject";
  if (judges || (pinned && pinned.verdict !== locked.dialogue.verdict))
    await assertNotBlind(tx, locked.dialogue.id, origin);
  const undoesId = act.kind === "undo" ? act.decisionId : null;
  const decision = undoesId === null ? undefined : ((await findDecision(undoesId, tx)) ?? undefined);
  const plan = planAct({
    ...locked,
    act,
    personId: viewer.id,
    newId: () => newId("turn"),
    now: new Date().toISOString(),
    decision,
    pinned,
  });
  if (!plan.ok) throw new AppError(plan.code, plan.message, { details: plan.code === "conflict" ? locked : undefined });
  const before = stateOf(locked.dialogue);
  const contextTokens = await contextAtHead(tx, locked, plan);
  const row = {
    decisionId: newId("decision"),
    personId: viewer.id,
    act,
    before,
    seconds: seconds ?? null,
    undoesId,
    origin,
    contextTokens,
  };
  const written = await writeAct(tx, locked.dialogue.id, plan, row);
  const move = (part: LockedDialogue, moved: DialogueAct) => applyAct(tx, viewer, part, { act: moved, origin });
  await moveParts(tx, locked, { act, undone: decision, now: written.dialogue }, move);
  return {
    ...written,
    isCourse: plan.interrupts || plan.wakes || before.holdRequested !== plan.state.holdRequested,
  };
}

/** The tree after an act, for the next act of the same transaction. */
export function afterAct({ turns }: LockedDialogue, applied: AppliedAct): LockedDialogue {
  const changed = new Set(applied.turns.map(({ id }) => id));
  return { dialogue: applied.dialogue, turns: [...turns.filter(({ id }) => !changed.has(id)), ...applied.turns] };
}

/** Runs `work` in one transaction, and after the commit tells watchers, workers and runs of the acts it did. */
export async function acting<T>(work: (tx: Queryable) => Promise<{ result: T; acts: AppliedAct[] }>): Promise<T> {
  await loadTokenCounter(); // before a lock is taken: its first time is a third of a second
  const { result, acts } = await transaction(work);
  await announceActs(acts);
  return result;
}

async function announceActs(acts: AppliedAct[]): Promise<void> {
  const last = acts.at(-1);
  if (!last) return;
  const { id, origin, status } = last.dialogue;
  const isCourse = acts.some((act) => act.isCourse);
  await notifyLive([id]);
  if (isCourse) await notifyControl([id]);
  if (isCourse && status === "ended" && origin.kind === "run") await completeRun(origin.runId);
}
