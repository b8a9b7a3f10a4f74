"use client";

import { useRef } from "react";
import { useActOnEach, useUndoEach } from "@/lib/client/mutations/duplicate-mutations";
import type { DuplicateMember } from "@/lib/contract/endpoints/duplicates";
import type { DialogueAct } from "@/lib/domain/decision";
import { doneToast, errorToast, undoToast } from "../ui/toasts";

const doneWords = { reject: "rejected", delete: "deleted" } as const;

/** Decisions that a key can take back, the last first; it outlives the group, which leaves the page when settled. */
const past: string[][] = [];

/** Rejects or deletes the rest of a group in one go, and takes that back. */
export function useKeepOne() {
  const act = useActOnEach();
  const undoEach = useUndoEach();
  const busy = useRef(false);

  async function keep(verb: "reject" | "delete", rest: DuplicateMember[]): Promise<void> {
    if (busy.current) return;
    busy.current = true;
    const { decisionIds, refusals } = await act.mutateAsync(
      rest.map(({ id, headId }) => ({ dialogueId: id, act: actFor(verb, headId) })),
    );
    busy.current = false;
    past.push(decisionIds);
    if (decisionIds.length > 0)
      undoToast(`${count(decisionIds.length)} ${doneWords[verb]}, one kept`, () => void undo(decisionIds));
    if (refusals.length > 0) errorToast(`${count(refusals.length)} left as they were. ${refusals[0]}`);
  }

  async function undo(wanted = past.at(-1)): Promise<void> {
    if (!wanted?.length) return doneToast("There is nothing to take back here");
    const at = past.indexOf(wanted);
    if (at >= 0) past.splice(at, 1);
    const { decisionIds, refusals } = await undoEach.mutateAsync(wanted);
    if (decisionIds.length > 0) doneToast(`${count(decisionIds.length)} taken back`);
    if (refusals.length > 0) errorToast(`${count(refusals.length)} left as they are. ${refusals[0]}`);
  }

  return { keep, undo: () => undo(), isPending: act.isPending || undoEach.isPending };
}

function actFor(verb: "reject" | "delete", headId: string | null): DialogueAct {
  return verb === "reject" ? { kind: "reject", headId, reasons: ["Near-duplicate"] } : { kind: "delete" };
}

function count(dialogues: number): string {
  return `${dialogues} ${dialogues === 1 ? "dialogue" : "dialogues"}`;
}
