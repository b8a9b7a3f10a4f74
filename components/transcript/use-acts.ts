"use client";

import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef } from "react";
import { call } from "@/lib/client/call";
import { ClientError, messageOf } from "@/lib/client/client-error";
import { dialogueQueries } from "@/lib/client/queries/dialogue-queries";
import { queryKeys } from "@/lib/client/query-keys";
import { useActiveSeconds } from "@/lib/client/use-active-clock";
import type { InputOf } from "@/lib/contract/endpoints";
import { applyLiveFrame } from "@/lib/domain/apply-live-frame";
import type { ActKind, DialogueAct } from "@/lib/domain/decision";
import type { Dialogue, Turn } from "@/lib/domain/dialogue";
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

/** What the act was about to change, as it stands now: comes with an outcome and with a conflict. */
type Moved = { dialogue: Dialogue; turns: Turn[] };
type DialogueActBody = InputOf<"actOnDialogue">["body"];

/**
 * Does something to a dialogue. The outcome, or after a conflict what others did meanwhile, is folded into the cache
 * and handed to `apply` (the page's live stream), which merge by version, so neither can go backwards.
 */
function useActOnDialogue(dialogueId: string, apply?: (frame: LiveFrame) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: DialogueActBody) => call("actOnDialogue", { params: { dialogueId }, body }),
    onSuccess: (outcome) => move(queries, outcome, apply),
    onError: (error) => {
      const moved = movedMeanwhile(error);
      if (moved) return move(queries, moved, apply);
    },
  });
}

/** Takes a decision back by its id; what an Undo toast calls. */
function useUndoDecision(apply?: (frame: LiveFrame) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (decisionId: string) => call("undoDecision", { params: { decisionId } }),
    onSuccess: (outcome) => move(queries, outcome, apply),
  });
}

/** The newer state that a conflict carries; null for any other error. */
function movedMeanwhile(error: unknown): Moved | null {
  if (!(error instanceof ClientError) || error.code !== "conflict") return null;
  const details = error.details as Partial<Moved> | undefined;
  return details?.dialogue && details.turns ? { dialogue: details.dialogue, turns: details.turns } : null;
}

function move(queries: QueryClient, { dialogue, turns }: Moved, apply?: (frame: LiveFrame) => void) {
  const frame: LiveFrame = { type: "change", id: dialogue.id, dialogue, turns };
  apply?.(frame);
  queries.setQueryData(dialogueQueries.one(dialogue.id).queryKey, (held) => applyLiveFrame(held, frame));
  void queries.invalidateQueries({ queryKey: queryKeys.dialogues.decisions(dialogue.id) });
  void queries.invalidateQueries({ queryKey: queryKeys.dialogues.lists });
}
