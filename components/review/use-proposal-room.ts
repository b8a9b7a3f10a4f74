"use client";

import { type Dispatch, useCallback, useMemo, useRef } from "react";
import type { ServedItem } from "@/lib/contract/endpoints/assignments";
import type { DialogueAct } from "@/lib/domain/decision";
import type { LiveDialogue } from "@/lib/domain/live";
import type { ReviewDraft } from "@/lib/domain/review/answer";
import { useActs } from "../transcript/use-acts";
import { useRoom } from "../transcript/use-room";
import { doneToast, errorToast } from "../ui/toasts";
import type { DraftEvent } from "./answer-draft";

const saidOf: Partial<Record<DraftEvent["type"], string>> = {
  propose_text: "Kept as your proposal; it goes with your answer",
  end_mark: "End mark proposed",
  mask: "Proposed for the mask",
};

/**
 * The room of an item that several people judge. Its text stands still; what a person would change becomes part of
 * their answer and is shown to them in its place. Comments are said at once, and to nobody before the item is settled.
 */
export function useProposalRoom(served: ServedItem, draft: ReviewDraft, dispatch: Dispatch<DraftEvent>) {
  const live = useMemo(() => withProposals(served, draft), [served, draft]);
  const { act: say, isPending } = useActs(served.dialogue.id, { apply: ignore, assignmentId: served.assignment.id });
  const before = useRef<DraftEvent[]>([]);

  const act = useCallback(
    async (wanted: DialogueAct): Promise<"done" | "moved" | "failed"> => {
      if (wanted.kind === "comment") return say(wanted);
      const event = proposalOf(wanted, served);
      if (!event) {
        errorToast("The text stands still while it is judged. Edit a turn to propose another text.");
        return "failed";
      }
      const { edits = [], endMarkId = null, untrained = [] } = draft;
      before.current.push({ type: "proposals", proposals: { edits, endMarkId, untrained } });
      dispatch(event);
      doneToast(saidOf[event.type] ?? "Proposed");
      return "done";
    },
    [served, draft, dispatch, say],
  );
  function undoHere(): boolean {
    const event = before.current.pop();
    if (event) {
      dispatch(event);
      doneToast("Proposal taken back");
    }
    return event !== undefined;
  }
  const undoLast = useCallback(async () => {}, []);
  return useRoom(live, { act, undoLast, undoHere, isPending }, { opensAtStart: true, proposes: true });
}

/** A comment changes nothing that stands still. */
function ignore() {}

function withProposals({ dialogue, turns }: ServedItem, draft: ReviewDraft): LiveDialogue {
  const { edits = [], endMarkId = null, untrained = [] } = draft;
  const texts = new Map(edits.map(({ turnId, text }) => [turnId, text]));
  const proposed = turns.map((turn) => {
    const text = texts.get(turn.id);
    return text === undefined ? turn : { ...turn, text, origin: "person" as const };
  });
  return { dialogue: { ...dialogue, endMarkId, untrained }, turns: proposed, draft: null };
}

/** The change to the answer that an act amounts to; null for what cannot be proposed. */
function proposalOf(act: DialogueAct, { turns }: ServedItem): DraftEvent | null {
  switch (act.kind) {
    case "edit": {
      const original = turns.find(({ id }) => id === act.turnId)?.text;
      return { type: "propose_text", turnId: act.turnId, text: act.text === original ? null : act.text };
    }
    case "end_here":
      return { type: "end_mark", turnId: act.turnId };
    case "mask":
      return { type: "mask", turnIds: act.turnIds, trained: act.trained };
    default:
      return null;
  }
}
