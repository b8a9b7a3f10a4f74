"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef } from "react";
import { messageOf } from "@/lib/client/client-error";
import { movedMeanwhile, useActOnDialogue, useUndoDecision } from "@/lib/client/mutations/dialogue-mutations";
import { dialogueQueries } from "@/lib/client/queries/dialogue-queries";
import { useActiveSeconds } from "@/lib/client/use-active-clock";
import type { ActKind, DialogueAct } from "@/lib/domain/decision";
import type { LiveFrame } from "@/lib/domain/live";
import { useViewer } from "../layout/viewer-context";
import { doneToast, errorToast, undoToast } from "../ui/toasts";
import { sayDone } from "./done-words";

/** Pause has its opposite on the same key: no toast is asked for. */
const silent: ReadonlySet<ActKind> = new Set(["pause", "resume"]);

export type Acts = ReturnType<typeof useActs>;

type ActOptions = {
  apply: (frame: LiveFrame) => void;
  /** The person's place at a review item, when they act in a review. */
  assignmentId?: string;
};

/** Does things to one dialogue, one at a time; says what was done and offers Undo. `act` stays the same function. */
export function useActs(dialogueId: string, { apply, assignmentId }: ActOptions) {
  const viewer = useViewer();
  const queries = useQueryClient();
  const { mutateAsync: send, isPending: isActing } = useActOnDialogue(dialogueId, apply);
  const { mutateAsync: undo, isPending: isUndoing } = useUndoDecision(apply);
  const readSeconds = useActiveSeconds(dialogueId);
  /** Active seconds that earlier decisions on this dialogue have told of. */
  const told = useRef({ dialogueId, seconds: 0 });
  const busy = useRef(false);
  /** What was done in this room and still stands, oldest first. */
  const done = useRef<string[]>([]);

  const takeBack = useCallback(
    async (decisionId: string) => {
      try {
        await undo(decisionId);
        done.current = done.current.filter((id) => id !== decisionId);
        doneToast("Taken back");
      } catch (error) {
        errorToast(messageOf(error));
      }
    },
    [undo],
  );

  /** "moved": somebody was faster and `apply` holds what they did; the caller decides what becomes of the act. */
  const act = useCallback(
    async (wanted: DialogueAct): Promise<"done" | "moved" | "failed"> => {
      if (busy.current) return "failed";
      busy.current = true;
      const active = readSeconds();
      const before = told.current.dialogueId === dialogueId ? told.current.seconds : 0;
      const seconds = Math.min(86_400, active - before);
      try {
        const { decision, leftBehind } = await send({ act: wanted, seconds, assignmentId });
        told.current = { dialogueId, seconds: active };
        done.current.push(decision.id);
        if (!silent.has(wanted.kind)) undoToast(sayDone(decision, leftBehind), () => takeBack(decision.id));
        return "done";
      } catch (error) {
        errorToast(messageOf(error));
        return movedMeanwhile(error) ? "moved" : "failed";
      } finally {
        busy.current = false;
      }
    },
    [send, takeBack, assignmentId, dialogueId, readSeconds],
  );

  /** Takes back the viewer's latest decision here that still stands. */
  async function undoLast() {
    try {
      const last = await queries.fetchQuery(dialogueQueries.lastOf(dialogueId, viewer.id));
      if (last) await takeBack(last.id);
      else doneToast("There is nothing of yours to take back here");
    } catch (error) {
      errorToast(messageOf(error));
    }
  }

  /** Takes back the last thing done since this room was opened; false when there is none. */
  function undoHere(): boolean {
    const last = done.current.at(-1);
    if (last) void takeBack(last);
    return last !== undefined;
  }

  return { act, undoLast, undoHere, isPending: isActing || isUndoing };
}
